package io.coffer.blobs;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;

/** The bytes of a GetObject. Closed before its end it drops the connection, where the client would read the rest of the object. */
final class ObjectStream extends InputStream {

    private final ResponseInputStream<?> body;
    private final ExactInputStream bytes;

    ObjectStream(ResponseInputStream<?> body, long length) {
        this.body = body;
        this.bytes = new ExactInputStream(body, length);
    }

    @Override
    public int read() throws IOException {
        return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return bytes.read(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (bytes.left() > 0) {
            body.abort();
        } else {
            body.close();
        }
    }
}
