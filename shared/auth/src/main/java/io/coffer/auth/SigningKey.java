package io.coffer.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that signs every request of one access key for one scope.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">S3 API Reference, Task 3: Calculate
 *     signature</a>
 */
final class SigningKey {

    private static final String HMAC_SHA256 = "HmacSHA256";

    private final SecretKeySpec key;
    /** Nobody updates it: a copy has the key hashed already. */
    private final Mac unused;

    private SigningKey(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC_SHA256);
        this.unused = keyed();
    }

    static SigningKey derive(SecretKey secret, CredentialScope scope) {
        byte[] key = secret.signingSecret();
        for (String narrowing : new String[] {scope.date(), scope.region(), scope.service(), CredentialScope.TERMINAL}) {
            key = new SigningKey(key).newMac().doFinal(narrowing.getBytes(StandardCharsets.UTF_8));
        }
        return new SigningKey(key);
    }

    /** A MAC under this key, for one thread and any number of signatures. */
    Mac newMac() {
        try {
            return (Mac) unused.clone();
        } catch (CloneNotSupportedException e) {
            return keyed();
        }
    }

    private Mac keyed() {
        try {
            Mac mac = Mac.getInstance(HMAC_SHA256);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signature in hex. */
    String sign(String stringToSign) {
        return Sha256.hex(newMac().doFinal(stringToSign.getBytes(StandardCharsets.UTF_8)));
    }
}
