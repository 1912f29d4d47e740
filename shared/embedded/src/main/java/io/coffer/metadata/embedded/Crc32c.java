package io.coffer.metadata.embedded;

import java.util.zip.CRC32C;

/** The checksums of RocksDB's files. */
final class Crc32c {

    private static final int DELTA = 0xa282ead8;

    private Crc32c() {}

    /** As it is stored: rotated, with a constant added, since checksums of what has checksums in it would be weak. */
    static int masked(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + DELTA;
    }
}
