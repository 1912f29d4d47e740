package io.coffer.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts the secrets of access keys for storage, with AES-256-GCM under a master key; a sealed secret opens only for its own key id. */
public final class SecretSeal {

    /** In bytes. */
    public static final int KEY_LENGTH = 32;

    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec masterKey;

    /** @param masterKey 32 bytes */
    public SecretSeal(byte[] masterKey) {
        if (masterKey.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the master key must have " + KEY_LENGTH + " bytes");
        }
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
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, accessKeyId, nonce, secret.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(NONCE_LENGTH + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws IllegalStateException where it was sealed under another master key or for another id */
    public String open(String accessKeyId, byte[] sealed) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE_LENGTH];
        buffer.get(nonce);
        byte[] ciphertext = new byte[buffer.remaining()];
        buffer.get(ciphertext);
        return new String(apply(Cipher.DECRYPT_MODE, accessKeyId, nonce, ciphertext), StandardCharsets.UTF_8);
    }

    private byte[] apply(int mode, String accessKeyId, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, masterKey, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(accessKeyId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored secret cannot be opened with this master key", e);
        }
    }
}
