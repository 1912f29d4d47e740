package io.coffer.metadata.usage;

import io.coffer.metadata.Amount;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted of the buckets of an account. A bucket for which nobody counts is forgotten. Anybody adds; one thread flushes. */
final class BucketCounts {

    private final Map<String, OfBucket> buckets = new ConcurrentHashMap<>();

    /** Changed under its lock in the map, so that nobody adds to one that is being forgotten. */
    private static final class OfBucket {

        private final String name;
        private final AmountCounter held = new AmountCounter();
        private volatile long last;
        /** Nobody had counted since the flush before. */
        private boolean idle;

        OfBucket(String name) {
            this.name = name;
        }
    }

    /** Takes what was not written yet. */
    interface Pending {

        /**
         * @param last when it was counted last, in milliseconds since the epoch
         * @param written to be called once it is written; without that it is still there the next time
         */
        void take(String bucketId, String name, Amount pending, long last, Runnable written);
    }

    void add(String bucketId, String name, Amount more, long now) {
        buckets.compute(bucketId, (id, found) -> {
            OfBucket bucket = found == null ? new OfBucket(name) : found;
            bucket.last = now;
            bucket.held.add(more);
            return bucket;
        });
    }

    void flush(Pending action) {
        for (String id : buckets.keySet()) {
            OfBucket bucket = buckets.computeIfPresent(id, (same, found) -> found.idle && isWritten(found) ? null : found);
            if (bucket != null) {
                flush(id, bucket, action);
            }
        }
    }

    private static boolean isWritten(OfBucket bucket) {
        return bucket.held.pending().equals(Amount.NOTHING);
    }

    private static void flush(String id, OfBucket bucket, Pending action) {
        long last = bucket.last;
        Amount pending = bucket.held.pending();
        bucket.idle = pending.equals(Amount.NOTHING);
        if (!bucket.idle) {
            action.take(id, bucket.name, pending, last, () -> bucket.held.wrote(pending));
        }
    }
}
