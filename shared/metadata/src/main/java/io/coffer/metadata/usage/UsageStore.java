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
import java.util.Optional;
import java.util.TreeMap;

/** What has been counted for accounts: an item for each bucket and for each day. */
public final class UsageStore {

    private static final String DAY = "day/";
    private static final int PAGE = 1000;

    private final OrderedTables tables;
    private final UsageItems items;
    private final RecountSteps steps;

    public UsageStore(OrderedTables tables) {
        this.tables = tables;
        this.items = new UsageItems(tables);
        this.steps = new RecountSteps(items);
    }

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
        List<DayUsage> days = every(accountId, DAY + from, DAY + to.plusDays(1)).stream().map(UsageStore::day).toList();
        return new Usage(buckets(accountId), days);
    }

    /** What an account's buckets hold: one query. */
    List<BucketUsage> buckets(String accountId) {
        return every(accountId, UsageItems.BUCKET, after(UsageItems.BUCKET)).stream().map(UsageStore::bucket).toList();
    }

    /** Counts that were lost may leave less than nothing. */
    private static BucketUsage bucket(Item item) {
        CountedBucket counts = Records.read(item.value(), CountedBucket.class);
        Amount held = new Amount(Math.max(0, counts.objects()), Math.max(0, counts.bytes()), Math.max(0, counts.uploads()));
        return new BucketUsage(item.sort().substring(UsageItems.BUCKET.length()), held);
    }

    private static DayUsage day(Item item) {
        DayCounts counts = Records.read(item.value(), DayCounts.class);
        return new DayUsage(item.sort().substring(DAY.length()), counts.requests, counts.bytesIn, counts.bytesOut);
    }

    /** Behind every text that begins with the prefix, whose last character is a slash. */
    private static String after(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + '0';
    }

    private List<Item> every(String accountId, String from, String to) {
        List<Item> found = new ArrayList<>();
        List<Item> page;
        String begin = from;
        do {
            page = tables.query(new Query(Table.USAGE, accountId, begin, found.isEmpty(), to, PAGE, false));
            found.addAll(page);
            begin = page.isEmpty() ? null : page.get(page.size() - 1).sort();
        } while (page.size() == PAGE);
        return found;
    }

    /**
     * Adds to what a bucket holds: a read and a commit, another read before the first. Of a bucket that is gone nothing is counted, and
     * nothing twice that a recount has seen.
     */
    void add(String accountId, CountedBucket.Increment more) {
        items.update(accountId, UsageItems.BUCKET + more.name(), item -> {
            Optional<CountedBucket> counted = UsageItems.counts(item);
            if (counted.isPresent()) {
                CountedBucket sum = counted.get().plus(more);
                return sum.equals(counted.get())
                        ? List.of()
                        : List.of(UsageItems.put(accountId, UsageItems.BUCKET + more.name(), sum, item));
            }
            return first(accountId, more.name(), CountedBucket.first(more.bucketId(), more.more(), 0));
        });
    }

    /** The changes that begin to count a bucket, empty if it is gone: one read. */
    private List<Change> first(String accountId, String name, CountedBucket counts) {
        return tables.get(Table.BUCKETS, name, Bucket.SORT)
                .map(found -> Records.stored(found, Bucket.class))
                .filter(bucket -> bucket.record().id().equals(counts.bucketId()))
                .map(bucket -> List.of(
                        UsageItems.put(accountId, UsageItems.BUCKET + name, counts, Optional.empty()),
                        new Change.Check(Table.BUCKETS, name, Bucket.SORT, Condition.revision(bucket.revision()))))
                .orElse(List.of());
    }

    /**
     * Whether it is time to look what a bucket really holds: it was not begun since, or goes from run to run. One read.
     *
     * @param since milliseconds since the epoch
     */
    public boolean isRecountDue(Bucket bucket, long since) {
        return UsageItems.counts(items.of(bucket))
                .map(counts -> counts.bucketId().equals(bucket.id()) && (counts.recount() != null || counts.tried() <= since))
                .orElse(true);
    }

    /**
     * Begins to look at once what a bucket really holds, unless that was begun since: a read, where it is due a commit and another read.
     *
     * @param since milliseconds since the epoch, as {@code now}
     * @return empty if it is not due, or somebody counts this very moment
     */
    public Optional<Recount> begin(Bucket bucket, long since, long now) {
        Optional<Item> item = items.of(bucket);
        Optional<CountedBucket> counted = UsageItems.counts(item);
        boolean isLeft = counted
                .filter(counts -> !counts.bucketId().equals(bucket.id()) || counts.tried() > since || counts.recount() != null)
                .isPresent();
        if (isLeft) {
            return Optional.empty();
        }
        List<Change> changes = counted
                .map(counts -> List.of(UsageItems.put(bucket, counts.trying(now), item)))
                .orElseGet(() -> first(bucket.accountId(), bucket.name(), CountedBucket.first(bucket.id(), Amount.NOTHING, now)));
        try {
            tables.commit(changes);
        } catch (CommitConflict e) {
            return Optional.empty();
        }
        // Where the bucket is gone, nothing was changed and there is no item.
        return items.of(bucket)
                .flatMap(begun -> UsageItems.counts(Optional.of(begun))
                        .filter(counts -> counts.tried() == now)
                        .map(counts -> new Recount(bucket, begun.revision(), now, counts.passed())));
    }

    /**
     * Puts what was found in place of what was counted: one commit.
     *
     * @return false if somebody wrote counts since the look began; then nothing was changed
     */
    public boolean end(Recount recount, Amount held) {
        Bucket bucket = recount.bucket;
        CountedBucket found = CountedBucket.of(bucket.id(), held, recount.began, recount.began, recount.passed, null);
        try {
            tables.commit(List.of(new Change.Put(Table.USAGE, bucket.accountId(), UsageItems.BUCKET + bucket.name(), Records.write(found),
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
        return steps.underWay(bucket);
    }

    /**
     * Begins a recount that goes from run to run, whether it is due or not: one read.
     *
     * @param bucket as it is now
     * @param now in milliseconds since the epoch
     * @return empty if one is under way
     */
    public Optional<RecountStep> begin(Bucket bucket, long now) {
        return steps.begin(bucket, now);
    }

    /**
     * Notes what was found up to a key, which was counted whole: one read.
     *
     * @param bucket as it is now
     * @param from where this part of the recount began
     * @return empty if the recount has not come from there, or is not under way any more
     */
    public Optional<RecountStep> passed(Bucket bucket, Recounting from, String key, Amount found) {
        return steps.passed(bucket, from, key, found);
    }

    /** As {@link #passed}, of the last part: what was found takes the place of what was counted. */
    public Optional<RecountStep> end(Bucket bucket, Recounting from, Amount found) {
        return steps.end(bucket, from, found);
    }

    /** Gives up the recount that goes from run to run, so that another begins when it is due: a read and a commit. */
    public void giveUp(Bucket bucket) {
        steps.giveUp(bucket);
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
            tables.commit(List.of(UsageItems.put(accountId, DAY + day, sum, item)));
            return sum.all();
        });
    }

    /** Forgets all that was counted for an account: a query and a commit for every 100 items. */
    public void remove(String accountId) {
        Query first = Query.first(Table.USAGE, accountId, Limits.COMMIT_CHANGES);
        for (List<Item> page = tables.query(first); !page.isEmpty(); page = tables.query(first)) {
            tables.commit(page.stream()
                    .<Change>map(item -> new Change.Delete(Table.USAGE, accountId, item.sort(), Condition.NONE))
                    .toList());
        }
    }

    /** The change that forgets what a bucket held, for the commit that deletes the bucket. */
    public static Change forget(Bucket bucket) {
        return new Change.Delete(Table.USAGE, bucket.accountId(), UsageItems.BUCKET + bucket.name(), Condition.NONE);
    }
}
