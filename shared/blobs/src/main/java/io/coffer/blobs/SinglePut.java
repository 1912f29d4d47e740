package io.coffer.blobs;

import io.coffer.protocol.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The body of one PutObject, streamed. S3 shows an object once all declared bytes came, so the last byte is held back until the source
 * has ended where it said and the caller's checks have passed; where they fail, the request breaks off one byte short and S3 drops it.
 *
 * <p>A source can be read once only, so a retry by the client fails.
 */
final class SinglePut extends BulkInputStream {

    private final String id;
    private final InputStream source;
    private final long length;
    private final Runnable beforeVisible;
    private long given;
    private boolean opened;
    private @Nullable Exception failure;

    SinglePut(String id, InputStream source, long length, Runnable beforeVisible) {
        this.id = id;
        this.source = source;
        this.length = length;
        this.beforeVisible = beforeVisible;
    }

    /** An empty blob has no last byte to hold back: its checks come before the request. */
    void checkIfEmpty() throws IOException {
        if (length == 0) {
            check(0);
        }
    }

    RequestBody asRequestBody() {
        return RequestBody.fromContentProvider(this::open, length, "application/octet-stream");
    }

    private InputStream open() {
        if (opened) {
            throw SdkClientException.create("a streamed blob cannot be sent twice");
        }
        opened = true;
        return this;
    }

    /** Throws what the source or the checks threw, which the client wraps. */
    void rethrowFailure() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        if (given == length) {
            return -1;
        }
        try {
            long left = length - given;
            int count = source.read(buffer, offset, (int) Math.min(wanted, Math.max(1, left - 1)));
            if (count < 0) {
                BlobIds.checkLength(id, length, given);
            }
            given += count;
            if (given == length) {
                check(given);
            }
            return count;
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private void check(long read) throws IOException {
        BlobIds.checkLength(id, length, source.read() < 0 ? read : read + 1);
        beforeVisible.run();
    }
}
