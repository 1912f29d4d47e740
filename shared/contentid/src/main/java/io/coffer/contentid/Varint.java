package io.coffer.contentid;

import java.io.ByteArrayOutputStream;

/**
 * An unsigned integer of seven bits a byte, the lowest first, as protobuf and multiformats write it. It is read byte by byte.
 *
 * @see <a href="https://github.com/multiformats/unsigned-varint">multiformats/unsigned-varint</a>
 */
final class Varint {

    private static final int MAX_BYTES = 9;

    private long value;
    private int bytes;

    /**
     * Adds the next byte.
     *
     * @return whether it was the last
     * @throws InvalidArchiveException for more bytes than it may have, and than it needs
     */
    boolean add(byte next) {
        value |= (long) (next & 0x7f) << (7 * bytes);
        bytes++;
        boolean last = next >= 0;
        if ((!last && bytes == MAX_BYTES) || (next == 0 && bytes > 1)) {
            throw new InvalidArchiveException("The CAR archive has a number that is not written as a varint.");
        }
        return last;
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    long value() {
        return value;
    }

    static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
