package io.coffer.metadata.usage;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Usage;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.Usage.DayUsage;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Limits;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What has been counted for accounts: an item for each bucket and for each day. */
public final class UsageStore {

    private static final String BUCKET = "bucket/";
    private static final String DAY = "day/";
    private static final int PAGE = 1000;

    private final OrderedTables tables;

    public UsageStore(OrderedTables tables) {
        this.tables = tables;
    }

    /**
     * A bucket's item.
     *
     * @param bucketId another bucket of the name is counted anew
     * @param tried when somebody last began to look what the bucket really holds, in milliseconds since the epoch
     * @param recounted when the last of those began that came to its end
     */
    record BucketCounts(String bucketId, long objects, long bytes, long uploads, long tried, long recounted) {

        static BucketCounts of(String bucketId, Amount held, long tried, long recounted) {
            return new BucketCounts(bucketId, held.objects(), held.bytes(), held.uploads(), tried, recounted);
        }

        Amount held() {
            return new Amount(objects, bytes, uploads);
        }

        BucketCounts plus(Amount more) {
            return of(bucketId, held().plus(more), tried, recounted);
        }

        BucketCounts trying(long now) {
            return of(bucketId, held(), now, recounted);
        }
    }

    /**
     * What was committed to a bucket since it was last written down.
     *
     * @param last when the last of it was counted, in milliseconds since the epoch
     */
    record BucketIncrement(String bucketId, String name, Amount more, long last) {}

    /**
     * A look at what a bucket really holds.
     *
     * @param revision of the bucket's item
     * @param began in milliseconds since the epoch
     */
    public record Recount(Bucket bucket, String revision, long began) {}

    /** A day's item; also what is added to it. */
    record DayCounts(Map<String, Long> requests, long bytesIn, long bytesOut) {

        DayCounts {
            requests = requests == null ? Map.of() : requests;
        }

        DayCounts plus(DayCounts more) {
            Map<String, Long> sums = new TreeMap<>(requests);
            more.requests.forEach((operation, count) -> sums.merge(operation, count, Long::sum));
            return new DayCounts(sums, bytesIn + more.bytesIn, bytesOut + more.bytesOut);
        }

        /** Of every operation. */
        long all() {
            return requests.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What an account's buckets hold now, and its days from {@code from} to {@code to}, both included: two queries. */
    public Usage of(String accountId, LocalDate from, LocalDate to) {
        List<DayUsage> days = items(accountId, DAY + from, DAY + to.plusDays(1)).stream().map(UsageStore::day).toList();
        return new Usage(buckets(accountId), days);
    }

    /** What an account's buckets hold: one query. */
    List<BucketUsage> buckets(String accountId) {
        return items(accountId, BUCKET, after(BUCKET)).stream().map(UsageStore::bucket).toList();
    }

    /** Counts that were lost may leave less than nothing. */
    private static BucketUsage bucket(Item item) {
        BucketCounts counts = Records.read(item.value(), BucketCounts.class);
        Amount held = new Amount(Math.max(0, counts.objects), Math.max(0, counts.bytes), Math.max(0, counts.uploads));
        return new BucketUsage(item.sort().substring(BUCKET.length()), held);
    }

    private static DayUsage day(Item item) {
        DayCounts counts = Records.read(item.value(), DayCounts.class);
        return new DayUsage(item.sort().substring(DAY.length()), counts.requests, counts.bytesIn, counts.bytesOut);
    }

    /** Behind every text that begins with the prefix, whose last character is a slash. */
    private static String after(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + '0';
    }

    private List<Item> items(String accountId, String from, String to) {
        List<Item> items = new ArrayList<>();
        List<Item> page;
        String begin = from;
        do {
            page = tables.query(new Query(Table.USAGE, accountId, begin, items.isEmpty(), to, PAGE, false));
            items.addAll(page);
            begin = page.isEmpty() ? null : page.get(page.size() - 1).sort();
        } while (page.size() == PAGE);
        return items;
    }

    /**
     * Adds to what a bucket holds: a read and a commit, another read before the first. Of a bucket that is gone nothing is counted, and
     * nothing twice that a recount has seen.
     */
    void add(String accountId, BucketIncrement more) {
        update(accountId, BUCKET + more.name, item -> {
            Optional<BucketCounts> counted = counts(item);
            if (counted.isPresent()) {
                boolean known = !counted.get().bucketId.equals(more.bucketId) || more.last < counted.get().recounted;
                return known ? List.of() : List.of(put(accountId, BUCKET + more.name, counted.get().plus(more.more), item));
            }
            return first(accountId, more.name, BucketCounts.of(more.bucketId, more.more, 0, 0));
        });
    }

    private static Optional<BucketCounts> counts(Optional<Item> item) {
        return item.map(found -> Records.read(found.value(), BucketCounts.class));
    }

    /** The changes that begin to count a bucket, empty if it is gone: one read. */
    private List<Change> first(String accountId, String name, BucketCounts counts) {
        return tables.get(Table.BUCKETS, name, Bucket.SORT)
                .map(found -> Records.stored(found, Bucket.class))
                .filter(bucket -> bucket.record().id().equals(counts.bucketId))
                .map(bucket -> List.of(
                        put(accountId, BUCKET + name, counts, Optional.empty()),
                        new Change.Check(Table.BUCKETS, name, Bucket.SORT, Condition.revision(bucket.revision()))))
                .orElse(List.of());
    }

    /**
     * Begins to look what a bucket really holds, unless that was begun since: a read, where it is due a commit and another read.
     *
     * @param since milliseconds since the epoch, as {@code now}
     * @return empty if it is not due, or somebody counts this very moment
     */
    public Optional<Recount> begin(Bucket bucket, long since, long now) {
        Optional<Item> item = item(bucket);
        Optional<BucketCounts> counted = counts(item);
        if (counted.filter(counts -> !counts.bucketId.equals(bucket.id()) || counts.tried > since).isPresent()) {
            return Optional.empty();
        }
        List<Change> changes = counted
                .map(counts -> List.of(put(bucket.accountId(), BUCKET + bucket.name(), counts.trying(now), item)))
                .orElseGet(() -> first(bucket.accountId(), bucket.name(), BucketCounts.of(bucket.id(), Amount.NOTHING, now, 0)));
        try {
            tables.commit(changes);
        } catch (CommitConflict e) {
            return Optional.empty();
        }
        // Where the bucket is gone, nothing was changed and there is no item.
        return item(bucket)
                .filter(begun -> counts(Optional.of(begun)).filter(counts -> counts.tried == now).isPresent())
                .map(begun -> new Recount(bucket, begun.revision(), now));
    }

    private Optional<Item> item(Bucket bucket) {
        return tables.get(Table.USAGE, bucket.accountId(), BUCKET + bucket.name());
    }

    /**
     * Puts what was found in place of what was counted: one commit.
     *
     * @return false if somebody wrote counts since the look began; then nothing was changed
     */
    public boolean end(Recount recount, Amount held) {
        Bucket bucket = recount.bucket;
        BucketCounts found = BucketCounts.of(bucket.id(), held, recount.began, recount.began);
        try {
            tables.commit(List.of(new Change.Put(Table.USAGE, bucket.accountId(), BUCKET + bucket.name(), Records.write(found),
                    Condition.revision(recount.revision))));
            return true;
        } catch (CommitConflict e) {
            return false;
        }
    }

    /**
     * Adds to what was asked on a day: a read and a commit.
     *
     * @return the requests of that day so far, whoever counted them
     */
    long add(String accountId, LocalDate day, DayCounts more) {
        return Attempts.at(() -> {
            Optional<Item> item = tables.get(Table.USAGE, accountId, DAY + day);
            DayCounts sum = item.map(found -> Records.read(found.value(), DayCounts.class).plus(more)).orElse(more);
            tables.commit(List.of(put(accountId, DAY + day, sum, item)));
            return sum.all();
        });
    }

    private static Change put(String accountId, String sort, Object counts, Optional<Item> before) {
        Condition unchanged = before.map(item -> Condition.revision(item.revision())).orElse(Condition.ABSENT);
        return new Change.Put(Table.USAGE, accountId, sort, Records.write(counts), unchanged);
    }

    /** @param increase the changes by the item as it is; empty for nothing to do */
    private void update(String accountId, String sort, Function<Optional<Item>, List<Change>> increase) {
        Attempts.at(() -> {
            List<Change> changes = increase.apply(tables.get(Table.USAGE, accountId, sort));
            if (!changes.isEmpty()) {
                tables.commit(changes);
            }
            return changes;
        });
    }

    /** Forgets all that was counted for an account: a query and a commit for every 100 items. */
    public void remove(String accountId) {
        Query first = Query.first(Table.USAGE, accountId, Limits.COMMIT_CHANGES);
        for (List<Item> items = tables.query(first); !items.isEmpty(); items = tables.query(first)) {
            tables.commit(items.stream()
                    .<Change>map(item -> new Change.Delete(Table.USAGE, accountId, item.sort(), Condition.NONE))
                    .toList());
        }
    }

    /** The change that forgets what a bucket held, for the commit that deletes the bucket. */
    public static Change forget(Bucket bucket) {
        return new Change.Delete(Table.USAGE, bucket.accountId(), BUCKET + bucket.name(), Condition.NONE);
    }
}
