package io.coffer.metadata.usage;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Usage;
import io.coffer.metadata.accounts.AccessKeyStore;
import io.coffer.metadata.accounts.LastUsed;
import io.coffer.metadata.usage.UsageStore.DayCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a process does for accounts. Counting touches memory alone; {@link #flush} adds it to the tables: a read and a commit for
 * each account's day and for each bucket that changed. What was not flushed is lost with the process. What could not be written is kept for
 * the next flush, and nothing that happens here reaches a request. Thread-safe.
 */
public final class UsageMeter {

    private static final int MAX_KEYS_REMEMBERED = 10_000;
    /** After which a share says nothing any more. */
    private static final long SHARE_MILLIS = 60_000;

    private final UsageStore usage;
    private final AccessKeyStore keys;
    private final Clock clock;
    private final Map<String, OfAccount> accounts = new ConcurrentHashMap<>();
    /** The last day each access key's use was noted for; one write a day. */
    private final Map<String, String> daysOfKeys = new ConcurrentHashMap<>();
    private final Map<String, LastUsed> keysToNote = new ConcurrentHashMap<>();
    private volatile long flushedAt = Long.MIN_VALUE;

    public UsageMeter(UsageStore usage, AccessKeyStore keys, Clock clock) {
        this.usage = usage;
        this.keys = keys;
        this.clock = clock;
    }

    /** An account's counts; its monitor is held while a bucket's are written, so that what the tables have is known exactly. */
    private static final class OfAccount {
        private final BucketCounts buckets = new BucketCounts();
        private final Map<LocalDate, OfDay> days = new ConcurrentHashMap<>();
        private final AmountCounter held = new AmountCounter();
        private volatile @Nullable Share share;
    }

    /**
     * How much of an account's requests this process answered.
     *
     * @param at when it was found out, in milliseconds since the epoch
     */
    private record Share(double part, long at) {}

    private static final class OfDay {
        private final Map<String, Counter> requests = new ConcurrentHashMap<>();
        private final Counter bytesIn = new Counter();
        private final Counter bytesOut = new Counter();
        /** All requests of the day when this process wrote its own last; 0 if it wrote none yet. Changed by the one thread that flushes. */
        private long seen;
    }

    /**
     * Counts what a commit added to a bucket, or took from it.
     *
     * @param bucket as the request has read it: it says what a recount has passed by now
     * @param key null if it is not known; then it is taken for one that a recount has yet to pass
     */
    public void count(Bucket bucket, @Nullable String key, Amount more) {
        if (more.equals(Amount.NOTHING)) {
            return;
        }
        OfAccount account = of(bucket.accountId());
        account.buckets.add(bucket, key, more, clock.millis());
        account.held.add(more);
    }

    /**
     * Counts a request that was answered.
     *
     * @param operation S3's name of it
     * @param bytesIn of the request's body
     * @param bytesOut of the answer's
     */
    public void request(String accountId, String operation, long bytesIn, long bytesOut) {
        OfDay day = entry(of(accountId).days, today(), date -> new OfDay());
        entry(day.requests, operation, name -> new Counter()).add(1);
        day.bytesIn.add(bytesIn);
        day.bytesOut.add(bytesOut);
    }

    /** Notes that a request was signed with a key: the first of a day in this process is written down. */
    public void keyUsed(String accessKeyId, String service, String region) {
        String day = today().toString();
        if (!day.equals(daysOfKeys.get(accessKeyId))) {
            if (daysOfKeys.size() >= MAX_KEYS_REMEMBERED) {
                daysOfKeys.clear();
            }
            daysOfKeys.put(accessKeyId, day);
            keysToNote.put(accessKeyId, new LastUsed(day, service, region));
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private OfAccount of(String accountId) {
        return entry(accounts, accountId, id -> new OfAccount());
    }

    /** An entry that is there is found without a lock. */
    private static <K, V> V entry(Map<K, V> entries, K key, Function<K, V> made) {
        V found = entries.get(key);
        return found != null ? found : entries.computeIfAbsent(key, made);
    }

    /** What this process has counted of what an account holds, whether it was written or not. */
    Amount counted(String accountId) {
        return of(accountId).held.counted();
    }

    /** What an account holds, except for what this process has {@linkplain #counted counted}: one query. */
    Amount heldBeside(String accountId) {
        OfAccount account = of(accountId);
        synchronized (account) {
            return usage.buckets(accountId).stream()
                    .map(Usage.BucketUsage::held)
                    .reduce(Amount.NOTHING, Amount::plus)
                    .minus(account.held.written());
        }
    }

    /**
     * Which part of an account's requests this process answered between its last two flushes, others of the same installation having
     * answered the rest: above 0, and 1 as long as it cannot be known. It costs nothing, since a flush reads what all have written.
     */
    public double shareOf(String accountId) {
        OfAccount account = accounts.get(accountId);
        Share share = account == null ? null : account.share;
        return share == null || clock.millis() - share.at > SHARE_MILLIS ? 1 : share.part;
    }

    /** As {@link #flush}, unless the last that wrote something is not that long ago. */
    public void flushEvery(Duration period) {
        if (flushedAt == Long.MIN_VALUE || clock.millis() - flushedAt >= period.toMillis()) {
            flush();
        }
    }

    /**
     * Adds what was counted since to the tables.
     *
     * @throws RuntimeException what kept some of it from being written, which the next flush tries again; the rest is written
     */
    public synchronized void flush() {
        Flush flush = new Flush();
        keysToNote.forEach((id, use) -> flush.write(() -> keys.putLastUsed(id, use), () -> keysToNote.remove(id, use)));
        accounts.forEach((id, account) -> {
            account.days.forEach((date, day) -> flush(flush, id, account, date, day));
            account.buckets.flush((more, written) -> {
                synchronized (account) {
                    flush.write(() -> usage.add(id, more), () -> {
                        written.run();
                        account.held.wrote(more.more());
                    });
                }
            });
        });
        if (flush.tried) {
            flushedAt = clock.millis();
        }
        if (flush.failure != null) {
            throw flush.failure;
        }
    }

    /** What became of one flush so far. */
    private static final class Flush {

        private boolean tried;
        private @Nullable RuntimeException failure;

        void write(Runnable write, Runnable written) {
            tried = true;
            try {
                write.run();
                written.run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    private void flush(Flush flush, String accountId, OfAccount account, LocalDate date, OfDay day) {
        long bytesIn = day.bytesIn.pending();
        long bytesOut = day.bytesOut.pending();
        Map<String, Long> requests = new TreeMap<>();
        day.requests.forEach((operation, counter) -> requests.put(operation, counter.pending()));
        requests.values().removeIf(count -> count == 0);
        if (!requests.isEmpty()) {
            DayCounts own = new DayCounts(requests, bytesIn, bytesOut);
            flush.write(() -> compare(account, day, own.all(), usage.add(accountId, date, own)), () -> {
                day.requests.forEach((operation, counter) -> counter.wrote(requests.getOrDefault(operation, 0L)));
                day.bytesIn.wrote(bytesIn);
                day.bytesOut.wrote(bytesOut);
            });
        } else if (date.isBefore(today().minusDays(1))) {
            // A day later than its end, since who asked what day it is may be about to count.
            account.days.remove(date);
        }
    }

    private void compare(OfAccount account, OfDay day, long own, long all) {
        if (day.seen > 0) {
            account.share = new Share((double) own / Math.max(own, all - day.seen), clock.millis());
        }
        day.seen = all;
    }
}
