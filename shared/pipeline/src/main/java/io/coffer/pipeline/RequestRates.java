package io.coffer.pipeline;

import io.coffer.metadata.Account;
import io.coffer.protocol.TokenBucket;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Holds each account to the requests a second that one process answers it; twice as many may come at once. Another rate, such as that of
 * another plan, holds as soon as the process hears of it. Requests that nobody is known to have signed count for the address that they
 * come from.
 */
final class RequestRates {

    private static final int BURST_SECONDS = 2;
    private static final int MAX_REMEMBERED = 10_000;
    /** Addresses in excess of those that are remembered share one rate. */
    private static final String OTHER_ADDRESSES = "";

    private final Function<String, Optional<Account>> accounts;
    private final AllowedRates allowed;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Map<String, Held> heldAddresses = new ConcurrentHashMap<>();

    private final AtomicLong lastSweep = new AtomicLong();

    private record Held(int rate, TokenBucket bucket) {}

    /**
     * @param accounts finds an account without a read, as a rule
     */
    RequestRates(Function<String, Optional<Account>> accounts, AllowedRates allowed, Clock clock) {
        this.accounts = accounts;
        this.allowed = allowed;
        this.clock = clock;
    }

    /** @throws S3Exception SlowDown */
    void require(String accountId) {
        Integer rate = accounts.apply(accountId).map(allowed::partOf).orElse(null);
        if (rate != null) {
            take(held, accountId, rate);
        }
    }

    /**
     * Counts a request that has no signature, or none that holds, for where it comes from.
     *
     * @throws S3Exception SlowDown
     */
    void requireOfAddress(String address) {
        Integer rate = allowed.ofNetwork();
        if (rate != null) {
            String network = Network.of(address);
            boolean known = heldAddresses.size() < MAX_REMEMBERED || heldAddresses.containsKey(network);
            take(heldAddresses, known ? network : OTHER_ADDRESSES, rate);
        }
    }

    private void take(Map<String, Held> all, String id, int rate) {
        forgetFull(all);
        boolean[] taken = new boolean[1];
        all.compute(id, (same, now) -> {
            Held held = now != null && now.rate == rate ? now : new Held(rate, new TokenBucket(rate, burst(rate), clock));
            taken[0] = held.bucket.tryTake();
            return held;
        });
        if (!taken[0]) {
            throw new S3Exception(S3ErrorCode.SLOW_DOWN);
        }
    }

    /** At most once a second, since a full map is walked. */
    private void forgetFull(Map<String, Held> all) {
        long second = clock.millis() / 1000;
        if (all.size() >= MAX_REMEMBERED && lastSweep.getAndSet(second) != second) {
            all.keySet().forEach(id -> all.computeIfPresent(id, (same, one) -> one.bucket.isFull() ? null : one));
        }
    }

    private static int burst(int rate) {
        return (int) Math.min(Integer.MAX_VALUE, (long) rate * BURST_SECONDS);
    }
}
