package io.coffer.keys;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names as IAM takes them; what else a request says in their place is refused before anything is looked up. */
final class Names {

    /** IAM User Guide, IAM and AWS STS quotas: of a user that is made. */
    static final int NEW_USER = 64;
    static final int USER = 128;
    static final int POLICY = 128;

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[!-~]+/");
    private static final int MAX_PATH = 512;

    private Names() {}

    /** @throws QueryException ValidationError if the request does not have it, or it is no name */
    static String require(QueryCall call, String parameter, int maxLength) {
        return checked(parameter, call.require(parameter), maxLength);
    }

    /** @throws QueryException ValidationError if it is no name */
    static Optional<String> find(QueryCall call, String parameter, int maxLength) {
        return call.find(parameter).map(name -> checked(parameter, name, maxLength));
    }

    private static String checked(String parameter, String name, int maxLength) {
        requireLength(parameter, name, maxLength);
        if (!NAME.matcher(name).matches()) {
            throw new QueryException(QueryError.VALIDATION_ERROR, "The specified value for %s is invalid."
                    .formatted(QueryCall.member(parameter))
                    + " It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return name;
    }

    /** @throws QueryException ValidationError if it is no path of users */
    static Optional<String> findPath(QueryCall call, String parameter) {
        Optional<String> path = call.find(parameter);
        path.ifPresent(given -> {
            requireLength(parameter, given, MAX_PATH);
            if (!PATH.matcher(given).matches()) {
                throw new QueryException(QueryError.VALIDATION_ERROR, "The specified value for %s is invalid."
                        .formatted(QueryCall.member(parameter))
                        + " It must begin and end with / and contain only alphanumeric characters and/or / characters.");
            }
        });
        return path;
    }

    static void requireLength(String parameter, String value, int maxLength) {
        if (value.length() > maxLength) {
            throw QueryCall.unfit(parameter, value, "Member must have length less than or equal to " + maxLength);
        }
    }
}
