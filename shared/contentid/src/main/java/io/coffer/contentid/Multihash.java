package io.coffer.contentid;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions of the multihash table by which blocks are verified. */
enum Multihash {

    SHA2_256(0x12, "SHA-256", 32),
    SHA2_512(0x13, "SHA-512", 64),
    /** The bytes themselves, for a few of them. */
    IDENTITY(0x00, null, 128);

    private final int number;
    private final @Nullable String algorithm;
    private final int length;

    /** @param length of the digest, at most */
    Multihash(int number, @Nullable String algorithm, int length) {
        this.number = number;
        this.algorithm = algorithm;
        this.length = length;
    }

    static Optional<Multihash> of(long number) {
        return Arrays.stream(values()).filter(function -> function.number == number).findFirst();
    }

    /** Whether a digest may have so many bytes. A digest that was cut short would be easier to forge. */
    boolean hasLength(long digest) {
        return this == IDENTITY ? digest <= length : digest == length;
    }

    /** Empty if the digest is the bytes. */
    Optional<MessageDigest> digest() {
        try {
            return algorithm == null ? Optional.empty() : Optional.of(MessageDigest.getInstance(algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
