package io.coffer.standalone.http;

import java.util.concurrent.TimeUnit;

/**
 * How long a client may keep a worker waiting for the bytes of a body, in either direction: half a minute without a byte, and over all no
 * longer than the least rate gives it. Time that the worker itself takes does not count. S3, too, ends connections that are silent for some
 * twenty seconds. Not thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 API Reference, RequestTimeout</a>
 */
final class Patience {

    private static final long SILENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long LEAST_BYTES_PER_SECOND = 16 * 1024;

    private long waited;

    /**
     * The nanoseconds that the client has from now on until the next byte; none are left at 0 or below.
     *
     * @param bytes those that have passed so far
     */
    long left(long bytes) {
        long allowed = SILENCE + TimeUnit.SECONDS.toNanos(bytes / LEAST_BYTES_PER_SECOND);
        return Math.min(SILENCE, allowed - waited);
    }

    /** Counts what the client was waited for, in nanoseconds. */
    void waited(long nanos) {
        waited += nanos;
    }
}
