package io.coffer.metadata;

import org.jspecify.annotations.Nullable;

/**
 * How an object's bytes are encrypted: under a data key that is stored here, sealed. A customer's key is stored nowhere; that the data key
 * opens under it is what recognises it.
 *
 * @param sealedKey the data key, sealed under the instance's master key or under the customer's
 * @param customerKeyMd5 base64, for the answers to repeat; null if the key is ours
 */
public record Encryption(Kind kind, byte[] sealedKey, @Nullable String customerKeyMd5) {

    /** Whose key the data key is sealed under. */
    public enum Kind {
        SSE_S3,
        SSE_C
    }
}
