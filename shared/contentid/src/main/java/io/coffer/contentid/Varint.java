package io.coffer.contentid;

import java.io.ByteArrayOutputStream;

/** Unsigned integers of seven bits a byte, the lowest first, as protobuf and multiformats write them. */
final class Varint {

    private Varint() {}

    static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
