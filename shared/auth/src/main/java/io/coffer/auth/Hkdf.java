package io.coffer.auth;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives keys from keys. Only the expansion: what it is given is a key already, not the uneven entropy that extraction is for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869#section-2.3">RFC 5869, HKDF, section 2.3</a>
 */
public final class Hkdf {

    private static final String ALGORITHM = "HmacSHA256";

    private Hkdf() {}

    /** The first block of HKDF-Expand with HMAC-SHA256: 32 bytes, others for every {@code info}. */
    public static byte[] expand(byte[] key, byte[] info) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(info);
            mac.update((byte) 1);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
