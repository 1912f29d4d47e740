package io.coffer.content;

import io.coffer.protocol.BulkInputStream;
import io.coffer.protocol.ByteRange;
import java.io.IOException;
import java.io.InputStream;

/** A range of a blob's plaintext, read from the segments it touches. Each is proved before a byte of it comes out. */
final class DecryptingInputStream extends BulkInputStream {

    private final InputStream segments;
    private final SegmentCipher cipher;
    private final long plainLength;
    private final byte[] stored;
    private final byte[] plain;
    private long number;
    private long left;
    private int position;
    private int limit;

    /**
     * @param segments what is stored, from the segment that holds the range's first byte on
     * @param plainLength the whole blob's, not the range's
     * @param range not empty
     */
    DecryptingInputStream(InputStream segments, SegmentCipher cipher, long plainLength, ByteRange range) {
        this.segments = segments;
        this.cipher = cipher;
        this.plainLength = plainLength;
        this.plain = new byte[(int) Math.min(Segments.PLAIN, plainLength)];
        this.stored = new byte[plain.length + Segments.TAG];
        this.number = Segments.holding(range.first());
        this.left = range.length();
        this.position = (int) (range.first() % Segments.PLAIN);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        if (position >= limit) {
            openNext();
        }
        int count = (int) Math.min(Math.min(length, left), limit - position);
        System.arraycopy(plain, position, bytes, offset, count);
        position += count;
        left -= count;
        return count;
    }

    /** The first segment is entered where the range begins in it, the others at their beginning. */
    private void openNext() throws IOException {
        boolean last = number == Segments.last(plainLength);
        int length = last ? (int) (Segments.storedLength(plainLength) - Segments.storedOffset(number)) : Segments.STORED;
        int have = segments.readNBytes(stored, 0, length);
        cipher.open(number, last, stored, have, plain);
        number++;
        position = limit == 0 ? position : 0;
        limit = length - Segments.TAG;
    }

    @Override
    public void close() throws IOException {
        segments.close();
    }
}
