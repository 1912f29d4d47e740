package io.coffer.metadata.usage;

import io.coffer.metadata.Account;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.PlanLimits;
import io.coffer.metadata.Refusal.OverQuota;
import io.coffer.metadata.Refusal.Quota;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps accounts within what they may hold. What others wrote is looked up once in five seconds, in a query for each account that has a
 * quota; what this process wrote is known at once. So processes that write at the same time may pass a quota by what they write in the
 * seconds between a write, its flush and the next look. Nothing is read where the account has no limit of what is to be written.
 */
public final class Quotas implements QuotaCheck {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 10_000;

    private final UsageMeter meter;
    private final Function<String, Optional<Account>> accounts;
    private final Clock clock;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    /** What an account held beside what this process counts, and how long that is good. */
    private record Look(Amount beside, long until) {}

    /** @param accounts finds an account without a read, as a rule */
    public Quotas(UsageMeter meter, Function<String, Optional<Account>> accounts, Clock clock) {
        this.meter = meter;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public Outcome<Amount> ask(Bucket bucket, Amount more) {
        PlanLimits limits = accounts.apply(bucket.accountId()).map(Account::limits).orElse(PlanLimits.NONE);
        Long maxObjects = more.objects() > 0 ? limits.maxObjects() : null;
        Long maxBytes = more.bytes() > 0 ? limits.maxBytes() : null;
        Long maxUploads = more.uploads() > 0 ? limits.maxUploads() : null;
        if (maxObjects == null && maxBytes == null && maxUploads == null) {
            return Outcome.done(more);
        }
        Amount held = held(bucket.accountId()).plus(more);
        if (maxObjects != null && held.objects() > maxObjects) {
            return Outcome.refused(new OverQuota(Quota.OBJECTS, maxObjects));
        }
        if (maxBytes != null && held.bytes() > maxBytes) {
            return Outcome.refused(new OverQuota(Quota.BYTES, maxBytes));
        }
        if (maxUploads != null && held.uploads() > maxUploads) {
            return Outcome.refused(new OverQuota(Quota.UPLOADS, maxUploads));
        }
        return Outcome.done(more);
    }

    private Amount held(String accountId) {
        long now = clock.millis();
        Look look = looks.get(accountId);
        if (look == null || look.until <= now) {
            if (looks.size() >= MAX_REMEMBERED) {
                looks.clear();
            }
            look = new Look(meter.heldBeside(accountId), now + REMEMBERED.toMillis());
            looks.put(accountId, look);
        }
        return look.beside.plus(meter.counted(accountId));
    }
}
