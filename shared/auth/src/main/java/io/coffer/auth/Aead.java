package io.coffer.auth;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM over a few bytes: what is sealed opens under the same key with the same associated data alone. Thread-safe.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D</a>
 */
public final class Aead {

    /** Of a key, in bytes. */
    public static final int KEY_LENGTH = 32;
    /** Of what a sealed text is longer than its plaintext, in bytes. */
    public static final int TAG_LENGTH = 16;

    private static final int NONCE_LENGTH = 12;
    private static final byte[] ONLY_NONCE = new byte[NONCE_LENGTH];
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /** @param key 32 bytes */
    public Aead(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a key for AES-256 must have " + KEY_LENGTH + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** @return a random nonce, ciphertext and tag */
    public byte[] seal(byte[] plaintext, byte[] associated) {
        byte[] nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        byte[] sealed = encrypt(nonce, plaintext, associated);
        return ByteBuffer.allocate(NONCE_LENGTH + sealed.length).put(nonce).put(sealed).array();
    }

    /** @return empty if it was sealed under another key or with other associated data, or is damaged */
    public Optional<byte[]> open(byte[] sealed, byte[] associated) {
        return sealed.length < NONCE_LENGTH
                ? Optional.empty()
                : decrypt(Arrays.copyOf(sealed, NONCE_LENGTH), sealed, NONCE_LENGTH, associated);
    }

    /**
     * Seals the only text that is ever sealed under this key: there is no nonce to tell it from another.
     *
     * @return ciphertext and tag
     */
    public byte[] sealOnce(byte[] plaintext, byte[] associated) {
        return encrypt(ONLY_NONCE, plaintext, associated);
    }

    /** As {@link #open}, for what {@link #sealOnce} sealed. */
    public Optional<byte[]> openOnly(byte[] sealed, byte[] associated) {
        return decrypt(ONLY_NONCE, sealed, 0, associated);
    }

    private byte[] encrypt(byte[] nonce, byte[] plaintext, byte[] associated) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, nonce, associated).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<byte[]> decrypt(byte[] nonce, byte[] sealed, int from, byte[] associated) {
        if (sealed.length - from < TAG_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, associated).doFinal(sealed, from, sealed.length - from));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
