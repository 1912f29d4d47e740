package io.coffer.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secrets of access keys for storage, with AES-256-GCM under a key of its own that is derived from the master key; a sealed
 * secret opens only for its own key id.
 */
public final class SecretSeal {

    /** In bytes. */
    public static final int KEY_LENGTH = 32;

    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final byte[] PURPOSE = "coffer seal secret".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;
    /** What earlier versions sealed under. */
    private final SecretKeySpec masterKey;

    /** @param masterKey 32 bytes */
    public SecretSeal(byte[] masterKey) {
        if (masterKey.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the master key must have " + KEY_LENGTH + " bytes");
        }
        this.key = new SecretKeySpec(Hkdf.expand(masterKey, PURPOSE), "AES");
        this.masterKey = new SecretKeySpec(masterKey, "AES");
    }

    /** A fresh master key. */
    public static byte[] newMasterKey() {
        byte[] key = new byte[KEY_LENGTH];
        RANDOM.nextBytes(key);
        return key;
    }

    /** @return nonce, ciphertext and tag */
    public byte[] seal(String accessKeyId, String secret) {
        byte[] nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        byte[] sealed;
        try {
            sealed = apply(Cipher.ENCRYPT_MODE, key, accessKeyId, nonce, secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return ByteBuffer.allocate(NONCE_LENGTH + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws IllegalStateException where it was sealed under another master key or for another id */
    public String open(String accessKeyId, byte[] sealed) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE_LENGTH];
        buffer.get(nonce);
        byte[] ciphertext = new byte[buffer.remaining()];
        buffer.get(ciphertext);
        return new String(open(accessKeyId, nonce, ciphertext), StandardCharsets.UTF_8);
    }

    private byte[] open(String accessKeyId, byte[] nonce, byte[] ciphertext) {
        try {
            try {
                return apply(Cipher.DECRYPT_MODE, key, accessKeyId, nonce, ciphertext);
            } catch (AEADBadTagException e) {
                return apply(Cipher.DECRYPT_MODE, masterKey, accessKeyId, nonce, ciphertext);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored secret cannot be opened with this master key", e);
        }
    }

    private static byte[] apply(int mode, SecretKeySpec key, String accessKeyId, byte[] nonce, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(accessKeyId.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(input);
    }
}
