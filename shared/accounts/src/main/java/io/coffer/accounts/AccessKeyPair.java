package io.coffer.accounts;

/** An access key id and its secret access key; the secret stays out of {@link #toString}. */
public record AccessKeyPair(String accessKeyId, String secretAccessKey) {

    @Override
    public String toString() {
        return "AccessKeyPair[" + accessKeyId + "]";
    }
}
