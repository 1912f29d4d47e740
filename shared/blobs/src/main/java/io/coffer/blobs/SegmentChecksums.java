package io.coffer.blobs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What follows a blob's bytes in its file: a CRC-32C of each segment, then the blob's size, a CRC-32C of both, and a mark of the format. So
 * a range is verified for the price of the segments that it touches, and the bytes themselves stay in one piece. Not thread-safe.
 */
final class SegmentChecksums {

    static final int SEGMENT = 64 * 1024;
    /** Of one checksum, in bytes. */
    static final int ENTRY = Integer.BYTES;

    private static final long MARK = 0x436f666665720001L;
    private static final int FOOTER = Long.BYTES + Integer.BYTES + Long.BYTES;

    private final CRC32C crc = new CRC32C();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private long size;
    private int inSegment;

    /** How many segments a blob has. */
    static long segments(long size) {
        return (size + SEGMENT - 1) / SEGMENT;
    }

    /** How long the file of a blob is. */
    static long fileSize(long size) {
        return size + segments(size) * ENTRY + FOOTER;
    }

    /** Where a segment's checksum stands in the file of a blob. */
    static long positionOf(long segment, long size) {
        return size + segment * ENTRY;
    }

    static int of(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Takes the next bytes of the blob. */
    void update(byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, SEGMENT - inSegment);
            crc.update(bytes, offset + done, count);
            done += count;
            inSegment += count;
            if (inSegment == SEGMENT) {
                endSegment();
            }
        }
        size += length;
    }

    private void endSegment() {
        table.writeBytes(ByteBuffer.allocate(ENTRY).putInt((int) crc.getValue()).array());
        crc.reset();
        inSegment = 0;
    }

    /** What belongs behind the bytes taken so far, which are all. */
    ByteBuffer trailer() {
        if (inSegment > 0) {
            endSegment();
        }
        ByteBuffer trailer = ByteBuffer.allocate(table.size() + FOOTER).put(table.toByteArray()).putLong(size);
        trailer.putInt(of(trailer.array(), 0, trailer.position()));
        return trailer.putLong(MARK).flip();
    }
}
