package io.coffer.metadata.buckets;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.Moments;
import io.coffer.metadata.Moments.Moment;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Buckets as they were read a moment ago. A process goes on with one until its lease ends, counted from before the read began. Whoever
 * changes a bucket {@linkplain #awaitEnds waits} after the commit until every lease has ended that was begun before it: then no process
 * goes on with what the bucket was. A bucket that is being deleted is not remembered.
 * No two processes' clocks are compared.
 */
public final class BucketLeases {

    private static final int MOST = 10_000;
    /** Clocks of two machines do not go at quite the same rate. */
    private static final int MARGIN = 10;

    private final Duration length;
    private final Moments moments;
    private final Pause pause;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();

    /** How to let time pass. */
    public interface Pause {
        void forDuration(Duration duration) throws InterruptedException;
    }

    private record Lease(Bucket bucket, Moment begun) {}

    /**
     * @param length none if no other process has the tables
     * @param nanos of a clock that nobody sets
     */
    public BucketLeases(Duration length, Clock clock, LongSupplier nanos, Pause pause) {
        this.length = length;
        this.moments = new Moments(clock, nanos);
        this.pause = pause;
    }

    /** With the clocks of the machine. */
    public static BucketLeases of(Duration length, Clock clock) {
        return new BucketLeases(length, clock, System::nanoTime, time -> Thread.sleep(time.toMillis()));
    }

    /** Whether no other process has the tables. */
    public boolean areNone() {
        return length.isZero();
    }

    /** The clocks that leases go by. */
    public Moments moments() {
        return moments;
    }

    /** A bucket as it was when its lease began; read if it has none. */
    Optional<Bucket> find(String name, Function<String, Optional<Bucket>> read) {
        if (length.isZero()) {
            return read.apply(name);
        }
        Lease lease = leases.get(name);
        if (lease != null && isRunning(lease)) {
            return Optional.of(lease.bucket);
        }
        Moment begun = moments.now();
        Optional<Bucket> found = read.apply(name);
        leases.remove(name);
        found.filter(bucket -> bucket.deleting() == null).ifPresent(bucket -> remember(name, new Lease(bucket, begun)));
        return found;
    }

    private void remember(String name, Lease lease) {
        if (leases.size() >= MOST) {
            leases.clear();
        }
        leases.put(name, lease);
    }

    /** Whether no deletion of the bucket can have looked yet whether it is empty. */
    boolean covers(Bucket bucket) {
        Lease lease = leases.get(bucket.name());
        return lease != null && lease.bucket.id().equals(bucket.id()) && isRunning(lease);
    }

    private boolean isRunning(Lease lease) {
        return moments.isWithin(length, lease.begun);
    }

    /** Called after a commit that changed a bucket, and before anybody is told. */
    void awaitEnds(String name) {
        leases.remove(name);
        if (length.isZero()) {
            return;
        }
        try {
            pause.forDuration(length.plus(length.dividedBy(MARGIN)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while other processes may go on with what the bucket was", e);
        }
        leases.remove(name);
    }
}
