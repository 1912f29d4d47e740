package io.coffer.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret half of an access key. It prints nothing of itself and is compared in constant time. */
public final class SecretKey {

    private static final String HMAC_SHA1 = "HmacSHA1";

    private final byte[] secret;

    public SecretKey(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code "AWS4"} and the secret: what the derivation of a signing key starts from. */
    byte[] signingSecret() {
        byte[] prefixed = Arrays.copyOf(new byte[] {'A', 'W', 'S', '4'}, 4 + secret.length);
        System.arraycopy(secret, 0, prefixed, 4, secret.length);
        return prefixed;
    }

    /** A new MAC under the secret itself: what signs by version 2. */
    Mac version2Mac() {
        try {
            Mac mac = Mac.getInstance(HMAC_SHA1);
            mac.init(new SecretKeySpec(secret, HMAC_SHA1));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretKey key && MessageDigest.isEqual(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "SecretKey[hidden]";
    }
}
