package io.coffer.housekeeping;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.buckets.BucketWalks.Place;
import io.coffer.metadata.stores.Stores;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Goes through the buckets of every account: a query for each 1,000 accounts, and for each account one for each 1,000 of its buckets. */
final class EveryBucket {

    private static final int PAGE = 1000;

    private final Stores stores;
    private final Deadline deadline;

    /** What is done with a bucket. */
    interface Turn {

        /**
         * @param bucket as its account's list has it: without what was configured since it was made
         * @param after the key behind which its turn begins; null for the beginning
         * @return the last key that was done, possibly empty, if the turn was broken off
         */
        Optional<String> take(Bucket bucket, @Nullable String after);
    }

    /** @param deadline after which no more buckets are begun; asked before each account and each bucket */
    EveryBucket(Stores stores, Deadline deadline) {
        this.stores = stores;
        this.deadline = deadline;
    }

    /**
     * @param action given each bucket as its account's list has it: without what was configured since it was made
     * @return the sum of what the action returned
     */
    int sum(ToIntFunction<Bucket> action) {
        return sum(Place.BEGINNING, action);
    }

    /** As {@link #sum(ToIntFunction)}, of what comes from a place on. */
    int sum(Place from, ToIntFunction<Bucket> action) {
        int[] sum = {0};
        walk(from, (bucket, after) -> {
            sum[0] += action.applyAsInt(bucket);
            return Optional.empty();
        });
        return sum[0];
    }

    /** @return where the walk was broken off; empty if it came to the end */
    Optional<Place> walk(Place from, Turn turn) {
        Place reached = from;
        if (from.account() != null && from.bucket() != null) {
            Optional<Place> brokenOff = ofAccount(from.account(), from.bucket(), from.key(), reached, turn);
            if (brokenOff.isPresent()) {
                return brokenOff;
            }
            reached = new Place(from.account(), null, null);
        }
        List<String> page;
        do {
            page = stores.accounts().ids(reached.account(), PAGE);
            for (String account : page) {
                Optional<Place> brokenOff = deadline.isOver() ? Optional.of(reached) : ofAccount(account, null, null, reached, turn);
                if (brokenOff.isPresent()) {
                    return brokenOff;
                }
                reached = new Place(account, null, null);
            }
        } while (page.size() == PAGE);
        return Optional.empty();
    }

    /** @param reached before the account's first bucket, unless it begins at another */
    private Optional<Place> ofAccount(String account, @Nullable String bucket, @Nullable String key, Place reached, Turn turn) {
        Place last = reached;
        if (bucket != null && key != null) {
            // Of the names that begin with it, it is the first.
            List<Bucket> begun = stores.buckets().list(account, bucket, null, 1);
            if (!begun.isEmpty() && begun.get(0).name().equals(bucket)) {
                Optional<Place> brokenOff = take(begun.get(0), key.isEmpty() ? null : key, last, turn);
                if (brokenOff.isPresent()) {
                    return brokenOff;
                }
            }
            last = new Place(account, bucket, null);
        }
        String after = bucket;
        List<Bucket> page;
        do {
            page = stores.buckets().list(account, "", after, PAGE);
            for (Bucket listed : page) {
                Optional<Place> brokenOff = take(listed, null, last, turn);
                if (brokenOff.isPresent()) {
                    return brokenOff;
                }
                after = listed.name();
                last = new Place(account, after, null);
            }
        } while (page.size() == PAGE);
        return Optional.empty();
    }

    private Optional<Place> take(Bucket bucket, @Nullable String after, Place last, Turn turn) {
        return deadline.isOver()
                ? Optional.of(last)
                : turn.take(bucket, after).map(key -> key.isEmpty() ? last : new Place(bucket.accountId(), bucket.name(), key));
    }
}
