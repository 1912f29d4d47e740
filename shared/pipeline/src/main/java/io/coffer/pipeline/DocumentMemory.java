package io.coffer.pipeline;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory of one document that a request sends: documents are read whole, and all those that a process reads at a time may have a
 * sixteenth of its heap in bytes, since a document takes several times its length while it is parsed. What finds too little left waits for
 * others to be done. Not thread-safe.
 */
final class DocumentMemory implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Semaphore ALL = new Semaphore(
            (int) Math.max(16 << 20, Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 16)));

    private final Semaphore all;
    private final Duration patience;
    private int taken;

    DocumentMemory() {
        this(ALL, PATIENCE);
    }

    /** @param all the bytes that are left for all documents */
    DocumentMemory(Semaphore all, Duration patience) {
        this.all = all;
        this.patience = patience;
    }

    /** The document's bytes, each counted before it is handed out. Reading throws S3Exception: SlowDown if there is no room for it. */
    InputStream counting(InputStream document) {
        return new FilterInputStream(document) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                take(Math.max(read, 0));
                return read;
            }
        };
    }

    private void take(int bytes) throws InterruptedIOException {
        try {
            if (!all.tryAcquire(bytes, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new S3Exception(S3ErrorCode.SLOW_DOWN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        taken += bytes;
    }

    @Override
    public void close() {
        all.release(taken);
    }
}
