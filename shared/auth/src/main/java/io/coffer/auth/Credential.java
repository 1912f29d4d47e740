package io.coffer.auth;

import io.coffer.protocol.errors.S3Exception;
import java.util.regex.Pattern;

/** The Credential component: {@code access-key-id/date/region/service/aws4_request}. */
record Credential(String accessKeyId, CredentialScope scope) {

    private static final Pattern DATE = Pattern.compile("[0-9]{8}");

    /** @throws S3Exception the place's malformed error */
    static Credential parse(String text, AuthPlace place) {
        String[] parts = text.split("/", -1);
        if (parts.length != 5 || parts[0].isEmpty()) {
            throw place.malformedCredential(
                    "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
        if (!DATE.matcher(parts[1]).matches()) {
            throw place.malformedCredential("incorrect date format \"" + parts[1]
                    + "\". This date in the credential must be in the format \"yyyyMMdd\".");
        }
        if (!parts[4].equals(CredentialScope.TERMINAL)) {
            throw place.malformedCredential("incorrect terminal \"" + parts[4] + "\". This endpoint uses \"aws4_request\".");
        }
        return new Credential(parts[0], new CredentialScope(parts[1], parts[2], parts[3]));
    }
}
