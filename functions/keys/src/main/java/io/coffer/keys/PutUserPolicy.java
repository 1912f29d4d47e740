package io.coffer.keys;

import io.coffer.access.UserPolicy;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;
import io.coffer.protocol.errors.S3Exception;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what a user may do, or changes it: in the language of bucket policies, without a principal. What is stored and counted has no white
 * space between JSON's tokens. A read, a commit.
 */
final class PutUserPolicy extends UserAction {

    /** IAM User Guide, IAM and AWS STS quotas: of all of a user's policies, white space not counted. */
    private static final int MAX_CHARACTERS = 2_048;
    private static final Pattern DOCUMENT = Pattern.compile("[\\t\\n\\r -\\u00FF]+");

    PutUserPolicy(UserStore users) {
        super(users, Unnamed.NOBODY);
    }

    @Override
    public String name() {
        return "PutUserPolicy";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public @Nullable Fields handle(QueryCall call) {
        String userName = userName(call);
        String policyName = Names.require(call, "PolicyName", Names.POLICY);
        String document = call.require("PolicyDocument");
        if (!DOCUMENT.matcher(document).matches()) {
            throw new QueryException(QueryError.VALIDATION_ERROR, "The specified value for policyDocument is invalid."
                    + " It must contain only printable ASCII characters and those of the Latin-1 supplement.");
        }
        requireReadable(document);
        requireFound(
                users.update(call.accountId(), userName, user -> requireRoom(user.withPolicy(policyName, minified(document)))), userName);
        return null;
    }

    private static void requireReadable(String document) {
        try {
            UserPolicy.parse(document);
        } catch (S3Exception e) {
            throw new QueryException(QueryError.MALFORMED_POLICY_DOCUMENT, e.getMessage());
        }
    }

    private static User requireRoom(User user) {
        if (user.policies().values().stream().mapToInt(String::length).sum() > MAX_CHARACTERS) {
            throw new QueryException(QueryError.LIMIT_EXCEEDED,
                    "Maximum policy size of %d bytes exceeded for user %s".formatted(MAX_CHARACTERS, user.name()));
        }
        return user;
    }

    /** Valid JSON without the white space between its tokens. */
    private static String minified(String json) {
        StringBuilder minified = new StringBuilder(json.length());
        boolean inText = false;
        for (int i = 0; i < json.length(); i++) {
            char character = json.charAt(i);
            if (inText && character == '\\') {
                minified.append(character).append(json.charAt(++i));
            } else if (inText || !Character.isWhitespace(character)) {
                minified.append(character);
                inText ^= character == '"';
            }
        }
        return minified.toString();
    }
}
