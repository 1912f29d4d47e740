package io.coffer.blobs;

import java.io.IOException;
import java.io.InputStream;

/** Bytes made as they are read, so that a test's long stream is never in memory. */
final class GeneratedStream extends InputStream {

    /** What happens when the last byte was read and more is asked for. */
    interface End {
        void reached() throws IOException;
    }

    private final long size;
    private final End end;
    private long position;
    private int largestRead;

    GeneratedStream(long size) {
        this(size, () -> {});
    }

    GeneratedStream(long size, End end) {
        this.size = size;
        this.end = end;
    }

    int largestRead() {
        return largestRead;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        largestRead = Math.max(largestRead, length);
        if (position == size) {
            end.reached();
            return -1;
        }
        int count = (int) Math.min(length, size - position);
        for (int i = 0; i < count; i++, position++) {
            buffer[offset + i] = (byte) (position ^ (position >>> 8) ^ (position >>> 16));
        }
        return count;
    }
}
