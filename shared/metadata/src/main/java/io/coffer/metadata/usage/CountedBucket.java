package io.coffer.metadata.usage;

import io.coffer.metadata.Amount;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's item in the table of counts.
 *
 * @param bucketId another bucket of the name is counted anew
 * @param tried when somebody last began to look what the bucket really holds, in milliseconds since the epoch
 * @param recounted when the last look at once began that came to its end
 * @param passed when the last recount began that went from run to run and came to its end
 * @param recount one that goes from run to run and began when {@code tried} says; null for none
 */
record CountedBucket(
        String bucketId, long objects, long bytes, long uploads, long tried, long recounted, long passed, @Nullable Sum recount) {

    static CountedBucket of(String bucketId, Amount held, long tried, long recounted, long passed, @Nullable Sum recount) {
        return new CountedBucket(bucketId, held.objects(), held.bytes(), held.uploads(), tried, recounted, passed, recount);
    }

    static CountedBucket first(String bucketId, Amount held, long tried) {
        return of(bucketId, held, tried, 0, 0, null);
    }

    Amount held() {
        return new Amount(objects, bytes, uploads);
    }

    CountedBucket trying(long now) {
        return of(bucketId, held(), now, recounted, passed, null);
    }

    CountedBucket recounting(long began, Sum sum) {
        return of(bucketId, held(), began, recounted, passed, sum);
    }

    /**
     * With what was committed since, as far as no recount has seen it: none that was counted before the last look at once, none that
     * was committed before the last recount from run to run, and none on keys that were yet to be passed while that one went on.
     */
    CountedBucket plus(Increment more) {
        if (!bucketId.equals(more.bucketId()) || more.last() < recounted || more.recount() < passed) {
            return this;
        }
        boolean isSeen = recount == null && passed > 0 && more.recount() == passed;
        Sum sum = recount != null && more.recount() == tried ? recount.plus(more.passed()) : recount;
        return of(bucketId, held().plus(isSeen ? more.passed() : more.more()), tried, recounted, passed, sum);
    }

    /**
     * What a recount found so far that goes from run to run.
     *
     * @param key the last one that was counted; null for none
     * @param objects with bytes and uploads: what was found, and what was committed to keys since they were counted
     */
    record Sum(@Nullable String key, long objects, long bytes, long uploads) {

        static final Sum NOTHING = of(null, Amount.NOTHING);

        static Sum of(@Nullable String key, Amount held) {
            return new Sum(key, held.objects(), held.bytes(), held.uploads());
        }

        Amount held() {
            return new Amount(objects, bytes, uploads);
        }

        Sum plus(Amount more) {
            return of(key, held().plus(more));
        }
    }

    /**
     * What was committed to a bucket since it was last written down.
     *
     * @param last when the last of it was counted, in milliseconds since the epoch
     * @param recount the last one that its writers knew of: when it began
     * @param passed what of it concerns keys that this recount had passed
     */
    record Increment(String bucketId, String name, Amount more, long last, long recount, Amount passed) {}
}
