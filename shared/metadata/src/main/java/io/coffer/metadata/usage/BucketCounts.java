package io.coffer.metadata.usage;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Recounting;
import io.coffer.metadata.usage.CountedBucket.Increment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of the buckets of an account: apart for each recount that their records speak of. A bucket for which nobody counts is
 * forgotten. Anybody adds; one thread flushes.
 */
final class BucketCounts {

    private final Map<During, OfBucket> buckets = new ConcurrentHashMap<>();

    /** A bucket, and the recount that its record spoke of. */
    private record During(String bucketId, long recount) {}

    /** Changed under its lock in the map, so that nobody adds to one that is being forgotten. */
    private static final class OfBucket {

        private final String name;
        private final AmountCounter held = new AmountCounter();
        /** What of it concerns keys that the recount had passed. */
        private final AmountCounter passed = new AmountCounter();
        private volatile long last;
        /** Nobody had counted since the flush before. */
        private boolean idle;

        OfBucket(String name) {
            this.name = name;
        }
    }

    /** Takes what was not written yet. */
    interface Pending {

        /** @param written to be called once it is written; without that it is still there the next time */
        void take(Increment more, Runnable written);
    }

    /** @param key null if it is not known */
    void add(Bucket bucket, @Nullable String key, Amount more, long now) {
        Recounting recounting = bucket.recounting() == null ? Recounting.NEVER : bucket.recounting();
        boolean passed = key == null ? recounting.ended() : recounting.hasPassed(key);
        buckets.compute(new During(bucket.id(), recounting.began()), (during, found) -> {
            OfBucket counts = found == null ? new OfBucket(bucket.name()) : found;
            counts.last = now;
            counts.held.add(more);
            if (passed) {
                counts.passed.add(more);
            }
            return counts;
        });
    }

    void flush(Pending action) {
        for (During during : buckets.keySet()) {
            OfBucket counts = buckets.computeIfPresent(during, (same, found) -> found.idle && isWritten(found) ? null : found);
            if (counts != null) {
                flush(during, counts, action);
            }
        }
    }

    private static boolean isWritten(OfBucket counts) {
        return counts.held.pending().equals(Amount.NOTHING) && counts.passed.pending().equals(Amount.NOTHING);
    }

    private static void flush(During during, OfBucket counts, Pending action) {
        long last = counts.last;
        Amount held = counts.held.pending();
        Amount passed = counts.passed.pending();
        counts.idle = held.equals(Amount.NOTHING) && passed.equals(Amount.NOTHING);
        if (!counts.idle) {
            action.take(new Increment(during.bucketId, counts.name, held, last, during.recount, passed), () -> {
                counts.held.wrote(held);
                counts.passed.wrote(passed);
            });
        }
    }
}
