package io.coffer.metadata;

/**
 * How an object's bytes are encrypted.
 *
 * @param sealedKey the object's own key, sealed under the master key; null where the customer holds the key
 * @param salt of the key check; null where the key is ours
 * @param keyCheck recognises the customer's key without telling it; null where the key is ours
 * @param keyMd5 of the customer's key, base64, as the customer sent it; null where the key is ours
 */
public record Encryption(Kind kind, byte[] sealedKey, byte[] salt, byte[] keyCheck, String keyMd5) {

    /** Whose key it is. */
    public enum Kind {
        SSE_S3,
        SSE_C
    }
}
