package io.coffer.pipeline;

import io.coffer.metadata.Account;
import io.coffer.metadata.PlanLimits;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.TokenBucket;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Holds each account to the requests a second that one process answers it; twice as many may come at once. Another rate, such as that of
 * another plan, holds as soon as the process hears of it.
 */
final class RequestRates {

    private static final int BURST_SECONDS = 2;
    private static final int MAX_REMEMBERED = 10_000;

    private final Function<String, Optional<Account>> accounts;
    private final Function<PlanLimits, Integer> rate;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private record Held(int rate, TokenBucket bucket) {}

    /**
     * @param accounts finds an account without a read, as a rule
     * @param rate requests a second by what an account may; null for no limit
     */
    RequestRates(Function<String, Optional<Account>> accounts, Function<PlanLimits, Integer> rate, Clock clock) {
        this.accounts = accounts;
        this.rate = rate;
        this.clock = clock;
    }

    /** @throws S3Exception SlowDown */
    void require(String accountId) {
        Integer allowed = accounts.apply(accountId).map(Account::limits).map(rate).orElse(null);
        if (allowed != null && !bucket(accountId, allowed).tryTake()) {
            throw new S3Exception(S3ErrorCode.SLOW_DOWN);
        }
    }

    private TokenBucket bucket(String accountId, int allowed) {
        if (held.size() >= MAX_REMEMBERED) {
            held.values().removeIf(one -> one.bucket.isFull());
        }
        return held.compute(accountId, (id, now) -> now != null && now.rate == allowed
                ? now
                : new Held(allowed, new TokenBucket(allowed, burst(allowed), clock))).bucket;
    }

    private static int burst(int allowed) {
        return (int) Math.min(Integer.MAX_VALUE, (long) allowed * BURST_SECONDS);
    }
}
