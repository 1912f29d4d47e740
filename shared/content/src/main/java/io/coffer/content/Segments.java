package io.coffer.content;

/**
 * How encrypted bytes are laid out: segments of 64 KiB of plaintext, the last one shorter, each followed by its tag. No plaintext has one
 * empty segment, so that there is always a last one to prove that nothing was cut off. All lengths and offsets in bytes.
 */
final class Segments {

    static final int PLAIN = 64 << 10;
    static final int TAG = 16;
    static final int STORED = PLAIN + TAG;

    private Segments() {}

    /** The number of the segment that holds a byte of the plaintext, counted from 0. */
    static long holding(long offset) {
        return offset / PLAIN;
    }

    /** The number of the last segment. */
    static long last(long plainLength) {
        return plainLength == 0 ? 0 : holding(plainLength - 1);
    }

    /** What plaintext of a length takes where it is stored. */
    static long storedLength(long plainLength) {
        return plainLength + (last(plainLength) + 1) * TAG;
    }

    /** Where a segment begins in what is stored. */
    static long storedOffset(long number) {
        return number * STORED;
    }
}
