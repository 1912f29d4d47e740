package io.coffer.housekeeping;

import io.coffer.metadata.Account;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.stores.Stores;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the buckets of every account: a query for each 1,000 accounts, a read of each account and a query for each 1,000 of its
 * buckets.
 */
final class EveryBucket {

    private static final int PAGE = 1000;

    private final Stores stores;
    private final Deadline deadline;

    /**
     * A bucket, which need not be there any more.
     *
     * @param account its owner
     */
    record From(String account, String name) {}

    /** @param deadline after which no more buckets are begun */
    EveryBucket(Stores stores, Deadline deadline) {
        this.stores = stores;
        this.deadline = deadline;
    }

    /**
     * @param action given each bucket as its account's list has it: without what was configured since it was made
     * @return the sum of what the action returned
     */
    int sum(ToIntFunction<Bucket> action) {
        return sum(Optional.empty(), action);
    }

    /**
     * As {@link #sum(ToIntFunction)}, of what comes from a bucket on.
     *
     * @param from empty for the beginning
     */
    int sum(Optional<From> from, ToIntFunction<Bucket> action) {
        int sum = from.map(bucket -> ofAccount(bucket.account(), bucket.name(), action)).orElse(0);
        String after = from.map(From::account).orElse(null);
        List<Account> page;
        do {
            page = stores.accounts().list(after, PAGE);
            for (Account account : page) {
                sum += ofAccount(account.id(), null, action);
                after = account.id();
            }
        } while (page.size() == PAGE && !deadline.isOver());
        return sum;
    }

    private int ofAccount(String accountId, @Nullable String from, ToIntFunction<Bucket> action) {
        int sum = 0;
        if (from != null && !deadline.isOver()) {
            // Of the names that begin with it, it is the first.
            sum += stores.buckets().list(accountId, from, null, 1).stream()
                    .filter(bucket -> bucket.name().equals(from)).mapToInt(action).sum();
        }
        String after = from;
        List<Bucket> page;
        do {
            page = stores.buckets().list(accountId, "", after, PAGE);
            for (Bucket listed : page) {
                if (deadline.isOver()) {
                    return sum;
                }
                sum += action.applyAsInt(listed);
                after = listed.name();
            }
        } while (page.size() == PAGE);
        return sum;
    }
}
