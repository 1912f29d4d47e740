package io.coffer.protocol;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that counts the bytes that are read of it, framing included. Not thread-safe. */
final class CountedBody extends FilterInputStream {

    private long count;

    private CountedBody(InputStream body) {
        super(body);
    }

    static CountedBody of(InputStream body) {
        return body instanceof CountedBody counted ? counted : new CountedBody(body);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count += Math.max(read, 0);
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = super.skip(wanted);
        count += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
