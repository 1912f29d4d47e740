package io.coffer.bench;

import java.io.InputStream;
import java.util.Arrays;

/** A body of any length at next to no cost. */
final class RepeatedBytes extends InputStream {

    private long left;

    RepeatedBytes(long length) {
        this.left = length;
    }

    @Override
    public int read() {
        return left-- > 0 ? 'c' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (left <= 0) {
            return -1;
        }
        int count = (int) Math.min(length, left);
        Arrays.fill(buffer, offset, offset + count, (byte) 'c');
        left -= count;
        return count;
    }
}
