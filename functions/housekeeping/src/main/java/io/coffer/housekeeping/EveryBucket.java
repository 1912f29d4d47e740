package io.coffer.housekeeping;

import io.coffer.metadata.Account;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.stores.Stores;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Goes through the buckets of every account: a query for each 1,000 accounts, a read of each account and a query for each 1,000 of its
 * buckets.
 */
final class EveryBucket {

    private static final int PAGE = 1000;

    private final Stores stores;
    private final Deadline deadline;

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
        return sum(null, null, action);
    }

    /**
     * As {@link #sum(ToIntFunction)}, of what comes from a bucket on.
     *
     * @param fromAccount its owner; null for the beginning
     * @param fromBucket its name; the bucket need not be there any more
     */
    int sum(String fromAccount, String fromBucket, ToIntFunction<Bucket> action) {
        int sum = fromAccount == null ? 0 : ofAccount(fromAccount, fromBucket, action);
        String after = fromAccount;
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

    private int ofAccount(String accountId, String from, ToIntFunction<Bucket> action) {
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
