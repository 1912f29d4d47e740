package io.coffer.moving;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5, of which ETags are made. */
final class Digests {

    private Digests() {}

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
