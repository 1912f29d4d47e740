package io.coffer.auth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Encrypts the secrets of access keys for storage, with AES-256-GCM under a key of its own that is derived from the master key; a sealed
 * secret opens only for its own key id.
 */
public final class SecretSeal {

    /** In bytes. */
    public static final int KEY_LENGTH = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final byte[] PURPOSE = "coffer seal secret".getBytes(StandardCharsets.US_ASCII);

    private final Aead aead;
    /** What earlier versions sealed under. */
    private final Aead underMasterKey;

    /** @param masterKey 32 bytes */
    public SecretSeal(byte[] masterKey) {
        if (masterKey.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the master key must have " + KEY_LENGTH + " bytes");
        }
        this.aead = new Aead(Hkdf.expand(masterKey, PURPOSE));
        this.underMasterKey = new Aead(masterKey);
    }

    /** A fresh master key. */
    public static byte[] newMasterKey() {
        byte[] key = new byte[KEY_LENGTH];
        RANDOM.nextBytes(key);
        return key;
    }

    /** @return nonce, ciphertext and tag */
    public byte[] seal(String accessKeyId, String secret) {
        return aead.seal(secret.getBytes(StandardCharsets.UTF_8), accessKeyId.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalStateException if it was sealed under another master key or for another id */
    public String open(String accessKeyId, byte[] sealed) {
        byte[] associated = accessKeyId.getBytes(StandardCharsets.UTF_8);
        byte[] secret = aead.open(sealed, associated)
                .or(() -> underMasterKey.open(sealed, associated))
                .orElseThrow(() -> new IllegalStateException("a stored secret cannot be opened with this master key"));
        return new String(secret, StandardCharsets.UTF_8);
    }
}
