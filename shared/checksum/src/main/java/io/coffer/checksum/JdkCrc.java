package io.coffer.checksum;

import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** A 32-bit CRC of the JDK, which computes it with the processor's own instructions. */
final class JdkCrc implements StreamingDigest {

    private final Checksum crc;

    JdkCrc(Checksum crc) {
        this.crc = crc;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        crc.update(bytes, offset, length);
    }

    @Override
    public byte[] digest() {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    }
}
