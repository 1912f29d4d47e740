package io.coffer.housekeeping;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Keeps a reader to so many bytes a second. Not thread-safe. */
public final class Pace {

    /** What was not used in a second is not used later. */
    private static final long MOST_SAVED = TimeUnit.SECONDS.toNanos(1);

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private final LongConsumer sleep;
    private long due;

    /**
     * @param bytesPerSecond 0 for as fast as it goes
     * @param nanoTime as {@link System#nanoTime}
     * @param sleep for so many nanoseconds at most
     */
    Pace(long bytesPerSecond, LongSupplier nanoTime, LongConsumer sleep) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.due = nanoTime.getAsLong();
    }

    public static Pace of(long bytesPerSecond) {
        return new Pace(bytesPerSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * Waits until bytes that were read were allowed to be.
     *
     * @throws InterruptedIOException if the thread was interrupted
     */
    void spend(long bytes) throws InterruptedIOException {
        if (bytesPerSecond > 0) {
            due = Math.max(due, nanoTime.getAsLong() - MOST_SAVED) + (long) (bytes * 1e9 / bytesPerSecond);
            for (long early; (early = due - nanoTime.getAsLong()) > 0 && !Thread.currentThread().isInterrupted(); ) {
                sleep.accept(early);
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
    }
}
