package io.coffer.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A digest of the JDK's that every Java platform must have. */
final class JdkMessageDigest implements StreamingDigest {

    private final MessageDigest digest;

    JdkMessageDigest(String algorithm) {
        this.digest = of(algorithm);
    }

    static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    @Override
    public byte[] digest() {
        return digest.digest();
    }
}
