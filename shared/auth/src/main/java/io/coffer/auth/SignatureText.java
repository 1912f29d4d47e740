package io.coffer.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Signatures as they stand in requests. */
final class SignatureText {

    private SignatureText() {}

    /** Compares in a time that tells nothing of where they differ. */
    static boolean same(String computed, @Nullable String provided) {
        return provided != null
                && MessageDigest.isEqual(computed.getBytes(StandardCharsets.US_ASCII), provided.getBytes(StandardCharsets.UTF_8));
    }
}
