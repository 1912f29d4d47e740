package io.coffer.metadata.usage;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Recounting;
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
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
     * @param recounted when the last look at once began that came to its end
     * @param passed when the last recount began that went from run to run and came to its end
     * @param recount one that goes from run to run and began when {@code tried} says; null for none
     */
    record BucketCounts(
            String bucketId, long objects, long bytes, long uploads, long tried, long recounted, long passed, @Nullable Sum recount) {

        static BucketCounts of(String bucketId, Amount held, long tried, long recounted, long passed, @Nullable Sum recount) {
            return new BucketCounts(bucketId, held.objects(), held.bytes(), held.uploads(), tried, recounted, passed, recount);
        }

        static BucketCounts first(String bucketId, Amount held, long tried) {
            return of(bucketId, held, tried, 0, 0, null);
        }

        Amount held() {
            return new Amount(objects, bytes, uploads);
        }

        BucketCounts trying(long now) {
            return of(bucketId, held(), now, recounted, passed, null);
        }

        BucketCounts recounting(long began, Sum sum) {
            return of(bucketId, held(), began, recounted, passed, sum);
        }

        /**
         * With what was committed since, as far as no recount has seen it: none that was counted before the last look at once, none that
         * was committed before the last recount from run to run, and none on keys that were yet to be passed while that one went on.
         */
        BucketCounts plus(BucketIncrement more) {
            if (!bucketId.equals(more.bucketId) || more.last < recounted || more.recount < passed) {
                return this;
            }
            boolean isSeen = recount == null && passed > 0 && more.recount == passed;
            Sum sum = recount != null && more.recount == tried ? recount.plus(more.passed) : recount;
            return of(bucketId, held().plus(isSeen ? more.passed : more.more), tried, recounted, passed, sum);
        }
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
    record BucketIncrement(String bucketId, String name, Amount more, long last, long recount, Amount passed) {}

    /**
     * A look at what a bucket really holds.
     *
     * @param revision of the bucket's item
     * @param began in milliseconds since the epoch
     * @param passed as in the bucket's item
     */
    public record Recount(Bucket bucket, String revision, long began, long passed) {}

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
                BucketCounts sum = counted.get().plus(more);
                return sum.equals(counted.get()) ? List.of() : List.of(put(accountId, BUCKET + more.name, sum, item));
            }
            return first(accountId, more.name, BucketCounts.first(more.bucketId, more.more, 0));
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
     * Whether it is time to look what a bucket really holds: it was not begun since, or goes from run to run. One read.
     *
     * @param since milliseconds since the epoch
     */
    public boolean isRecountDue(Bucket bucket, long since) {
        return counts(item(bucket))
                .map(counts -> counts.bucketId.equals(bucket.id()) && (counts.recount != null || counts.tried <= since))
                .orElse(true);
    }

    /**
     * Begins to look at once what a bucket really holds, unless that was begun since: a read, where it is due a commit and another read.
     *
     * @param since milliseconds since the epoch, as {@code now}
     * @return empty if it is not due, or somebody counts this very moment
     */
    public Optional<Recount> begin(Bucket bucket, long since, long now) {
        Optional<Item> item = item(bucket);
        Optional<BucketCounts> counted = counts(item);
        if (counted.filter(counts -> !counts.bucketId.equals(bucket.id()) || counts.tried > since || counts.recount != null).isPresent()) {
            return Optional.empty();
        }
        List<Change> changes = counted
                .map(counts -> List.of(put(bucket.accountId(), BUCKET + bucket.name(), counts.trying(now), item)))
                .orElseGet(() -> first(bucket.accountId(), bucket.name(), BucketCounts.first(bucket.id(), Amount.NOTHING, now)));
        try {
            tables.commit(changes);
        } catch (CommitConflict e) {
            return Optional.empty();
        }
        // Where the bucket is gone, nothing was changed and there is no item.
        return item(bucket)
                .flatMap(begun -> counts(Optional.of(begun))
                        .filter(counts -> counts.tried == now)
                        .map(counts -> new Recount(bucket, begun.revision(), now, counts.passed)));
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
        BucketCounts found = BucketCounts.of(bucket.id(), held, recount.began, recount.began, recount.passed, null);
        try {
            tables.commit(List.of(new Change.Put(Table.USAGE, bucket.accountId(), BUCKET + bucket.name(), Records.write(found),
                    Condition.revision(recount.revision))));
            return true;
        } catch (CommitConflict e) {
            return false;
        }
    }

    /**
     * How far the recount has come that goes from run to run: one read.
     *
     * @param bucket as it is now
     * @return empty if none is under way, or the bucket's record and its counts do not speak of the same one: an earlier version that does
     *     not know of it wrote one of them, or they come from two backups
     */
    public Optional<Recounting> underWay(Bucket bucket) {
        return underWay(bucket, counts(item(bucket)));
    }

    private static Optional<Recounting> underWay(Bucket bucket, Optional<BucketCounts> counted) {
        return Optional.ofNullable(bucket.recounting()).filter(recounting -> !recounting.ended() && counted
                .filter(counts -> counts.bucketId.equals(bucket.id()) && counts.tried == recounting.began())
                .map(BucketCounts::recount)
                .filter(sum -> Objects.equals(sum.key, recounting.counted()))
                .isPresent());
    }

    /**
     * Begins a recount that goes from run to run, whether it is due or not: one read.
     *
     * @param bucket as it is now
     * @param now in milliseconds since the epoch
     * @return empty if one is under way
     */
    public Optional<RecountStep> begin(Bucket bucket, long now) {
        Optional<Item> item = item(bucket);
        Optional<BucketCounts> counted = counts(item);
        BucketCounts counts = counted.orElseGet(() -> BucketCounts.first(bucket.id(), Amount.NOTHING, 0));
        if (!counts.bucketId.equals(bucket.id()) || underWay(bucket, counted).isPresent()) {
            return Optional.empty();
        }
        long before = Math.max(counts.tried, bucket.recounting() == null ? 0 : bucket.recounting().began());
        long began = Math.max(now, before + 1);
        return Optional.of(new RecountStep(new Recounting(began, null, false),
                put(bucket.accountId(), BUCKET + bucket.name(), counts.recounting(began, Sum.NOTHING), item)));
    }

    /**
     * Notes what was found up to a key, which was counted whole: one read.
     *
     * @param bucket as it is now
     * @param from where this part of the recount began
     * @return empty if the recount has not come from there, or is not under way any more
     */
    public Optional<RecountStep> passed(Bucket bucket, Recounting from, String key, Amount found) {
        return step(bucket, from, new Recounting(from.began(), key, false),
                counts -> counts.recounting(from.began(), Sum.of(key, sum(counts).plus(found))));
    }

    /** As {@link #passed}, of the last part: what was found takes the place of what was counted. */
    public Optional<RecountStep> end(Bucket bucket, Recounting from, Amount found) {
        return step(bucket, from, new Recounting(from.began(), null, true), counts -> BucketCounts.of(
                bucket.id(), sum(counts).plus(found), from.began(), counts.recounted, from.began(), null));
    }

    private static Amount sum(BucketCounts counts) {
        return counts.recount == null ? Amount.NOTHING : counts.recount.held();
    }

    private Optional<RecountStep> step(Bucket bucket, Recounting from, Recounting to, UnaryOperator<BucketCounts> change) {
        Optional<Item> item = item(bucket);
        Optional<BucketCounts> counted = counts(item);
        return underWay(bucket, counted)
                .filter(from::equals)
                .flatMap(same -> counted)
                .map(counts -> new RecountStep(
                        to, put(bucket.accountId(), BUCKET + bucket.name(), change.apply(counts), item)));
    }

    /** Gives up the recount that goes from run to run, so that another begins when it is due: a read and a commit. */
    public void giveUp(Bucket bucket) {
        update(bucket.accountId(), BUCKET + bucket.name(), item -> counts(item)
                .filter(counts -> counts.bucketId.equals(bucket.id()) && counts.recount != null)
                .map(counts -> List.of(put(bucket.accountId(), BUCKET + bucket.name(), counts.trying(counts.tried), item)))
                .orElse(List.of()));
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
