package io.coffer.housekeeping;

import io.coffer.metadata.Account;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.stores.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Goes through the buckets of every account for some time: a query for each 1,000 accounts, a read of each account and a query for each
 * 1,000 of its buckets.
 */
final class EveryBucket {

    private static final int PAGE = 1000;

    private final Stores stores;
    private final Clock clock;
    private final long end;

    /** @param time after which no more buckets are begun */
    EveryBucket(Stores stores, Clock clock, Duration time) {
        this.stores = stores;
        this.clock = clock;
        this.end = clock.millis() + time.toMillis();
    }

    /** Whether the time is over, or the thread was interrupted. */
    boolean isOver() {
        return clock.millis() > end || Thread.currentThread().isInterrupted();
    }

    /**
     * @param action given each bucket as its account's list has it: without what was configured since it was made
     * @return the sum of what the action returned
     */
    int sum(ToIntFunction<Bucket> action) {
        int sum = 0;
        String after = null;
        List<Account> page;
        do {
            page = stores.accounts().list(after, PAGE);
            for (Account account : page) {
                sum += sum(account, action);
                after = account.id();
            }
        } while (page.size() == PAGE && !isOver());
        return sum;
    }

    private int sum(Account account, ToIntFunction<Bucket> action) {
        int sum = 0;
        String after = null;
        List<Bucket> page;
        do {
            page = stores.buckets().list(account.id(), "", after, PAGE);
            for (Bucket listed : page) {
                if (isOver()) {
                    return sum;
                }
                sum += action.applyAsInt(listed);
                after = listed.name();
            }
        } while (page.size() == PAGE);
        return sum;
    }
}
