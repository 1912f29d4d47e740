package io.coffer.content;

import io.coffer.auth.Aead;
import io.coffer.auth.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals data keys under another key, the instance's master key or a customer's, with AES-256-GCM. Each seal has a key of its own, derived
 * from the other key and 32 random bytes, so that the number of objects is not bounded by how many random nonces one key may have (NIST SP
 * 800-38D, 8.3). A data key that opens proves the key it was sealed under: GCM compares its tag in constant time. A seal opens at the place
 * it was made for alone, so that a record put elsewhere by who can write the tables is of no use there. Seals of before places were open
 * anywhere.
 */
public final class KeySeal {

    private static final int SALT_LENGTH = 32;
    private static final int UNPLACED_LENGTH = SALT_LENGTH + DataKey.LENGTH + Aead.TAG_LENGTH;
    /** What a seal with a place begins with. */
    private static final byte PLACED = 1;
    private static final byte[] NO_PLACE = new byte[0];
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

    /**
     * @param place where the key's object is, as {@link #open} is told it
     * @return a version, salt, ciphertext and tag: 81 bytes
     */
    public byte[] seal(DataKey dataKey, String place) {
        byte[] salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        byte[] sealed = aead(salt).sealOnce(dataKey.bytes(), place.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(1 + UNPLACED_LENGTH).put(PLACED).put(salt).put(sealed).array();
    }

    /** @return empty if it was sealed under another key, for another purpose or another place, or is damaged */
    public Optional<DataKey> open(byte[] sealed, String place) {
        boolean placed = sealed.length == 1 + UNPLACED_LENGTH && sealed[0] == PLACED;
        if (!placed && sealed.length != UNPLACED_LENGTH) {
            return Optional.empty();
        }
        int from = placed ? 1 : 0;
        byte[] salt = Arrays.copyOfRange(sealed, from, from + SALT_LENGTH);
        byte[] ciphertext = Arrays.copyOfRange(sealed, from + SALT_LENGTH, sealed.length);
        return aead(salt).openOnly(ciphertext, placed ? place.getBytes(StandardCharsets.UTF_8) : NO_PLACE).map(DataKey::new);
    }

    /** Every seal has a key of its own. */
    private Aead aead(byte[] salt) {
        byte[] info = ByteBuffer.allocate(purpose.length + SALT_LENGTH).put(purpose).put(salt).array();
        return new Aead(Hkdf.expand(key, info));
    }

    @Override
    public String toString() {
        return "KeySeal[hidden]";
    }
}
