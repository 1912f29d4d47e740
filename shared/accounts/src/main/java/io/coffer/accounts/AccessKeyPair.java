package io.coffer.accounts;

import java.util.regex.Pattern;

/** An access key id and its secret access key; the secret stays out of {@link #toString}. */
public record AccessKeyPair(String accessKeyId, String secretAccessKey) {

    /** The parts of a Credential are separated by '/', those of an Authorization header by ','. Clients treat the others differently. */
    private static final Pattern CHOSEN_ID = Pattern.compile("[!-~&&[^/,=]]{1,128}");

    /**
     * A pair that somebody chose.
     *
     * @param place what the id is called where it was chosen
     * @throws StartFailure if clients cannot sign with the id
     */
    public static AccessKeyPair chosen(String place, String accessKeyId, String secretAccessKey) {
        if (!CHOSEN_ID.matcher(accessKeyId).matches()) {
            throw new StartFailure(place + " is 1 to 128 printable ASCII characters without spaces, '/', ',' and '='");
        }
        return new AccessKeyPair(accessKeyId, secretAccessKey);
    }

    @Override
    public String toString() {
        return "AccessKeyPair[" + accessKeyId + "]";
    }
}
