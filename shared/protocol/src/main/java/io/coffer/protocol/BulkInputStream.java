package io.coffer.protocol;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is made to be read many bytes at a time; reading a single one costs as much. */
public abstract class BulkInputStream extends InputStream {

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}
