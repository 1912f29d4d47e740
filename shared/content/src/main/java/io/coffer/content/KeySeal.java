package io.coffer.content;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals data keys under another key, the instance's master key or a customer's, with AES-256-GCM. Each seal has a key of its own, derived
 * from the other key and 32 random bytes, so that the number of objects is not bounded by how many random nonces one key may have (NIST SP
 * 800-38D, 8.3). A data key that opens proves the key it was sealed under: GCM compares its tag in constant time.
 */
public final class KeySeal {

    private static final int SALT_LENGTH = 32;
    private static final int TAG_BITS = 128;
    private static final int SEALED_LENGTH = SALT_LENGTH + DataKey.LENGTH + TAG_BITS / 8;
    /** Every seal has a key of its own: a nonce has nothing to tell apart. */
    private static final GCMParameterSpec NONCE = new GCMParameterSpec(TAG_BITS, new byte[12]);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final byte[] purpose;

    /**
     * @param key 32 bytes
     * @param purpose keeps what is sealed under one key for one purpose from opening for another
     */
    public KeySeal(byte[] key, String purpose) {
        if (key.length != DataKey.LENGTH) {
            throw new IllegalArgumentException("data keys are sealed under " + DataKey.LENGTH + " bytes");
        }
        this.key = key.clone();
        this.purpose = ("coffer seal " + purpose).getBytes(StandardCharsets.US_ASCII);
    }

    /** @return salt, ciphertext and tag: 80 bytes */
    public byte[] seal(DataKey dataKey) {
        byte[] salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, salt).doFinal(dataKey.bytes());
            return ByteBuffer.allocate(SEALED_LENGTH).put(salt).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return empty where it was sealed under another key or for another purpose, or is damaged */
    public Optional<DataKey> open(byte[] sealed) {
        if (sealed.length != SEALED_LENGTH) {
            return Optional.empty();
        }
        byte[] salt = new byte[SALT_LENGTH];
        ByteBuffer.wrap(sealed).get(salt);
        try {
            byte[] opened = cipher(Cipher.DECRYPT_MODE, salt).doFinal(sealed, SALT_LENGTH, SEALED_LENGTH - SALT_LENGTH);
            return Optional.of(new DataKey(opened));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] salt) throws GeneralSecurityException {
        byte[] info = ByteBuffer.allocate(purpose.length + SALT_LENGTH).put(purpose).put(salt).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(Hkdf.expand(key, info), "AES"), NONCE);
        return cipher;
    }

    @Override
    public String toString() {
        return "KeySeal[hidden]";
    }
}
