package io.coffer.metadata;

import io.coffer.metadata.Change.Condition;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.Usage.DayUsage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What has been counted for accounts: an item for each bucket and for each day. */
public final class UsageStore {

    private static final String BUCKET = "bucket/";
    private static final String DAY = "day/";
    private static final int PAGE = 1000;
    private static final int ATTEMPTS = 20;

    private final OrderedTables tables;

    public UsageStore(OrderedTables tables) {
        this.tables = tables;
    }

    /**
     * A bucket's item.
     *
     * @param bucketId another bucket of the name is counted anew
     */
    record BucketCounts(String bucketId, long objects, long bytes) {

        BucketCounts plus(BucketCounts more) {
            return new BucketCounts(bucketId, objects + more.objects, bytes + more.bytes);
        }
    }

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
        return new BucketUsage(item.sort().substring(BUCKET.length()), Math.max(0, counts.objects), Math.max(0, counts.bytes));
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
     * Adds to what a bucket holds: a read and a commit, another read before the first. Of a bucket that is gone nothing is counted.
     *
     * @param name the bucket's name
     */
    void add(String accountId, String name, BucketCounts more) {
        update(accountId, BUCKET + name, item -> {
            Optional<Stored<BucketCounts>> counted = item.map(found -> Records.stored(found, BucketCounts.class));
            if (counted.isPresent()) {
                return counted.get().record().bucketId.equals(more.bucketId)
                        ? List.of(put(accountId, BUCKET + name, counted.get().record().plus(more), item))
                        : List.of();
            }
            return tables.get(Table.BUCKETS, name, BucketStore.SORT)
                    .map(found -> Records.stored(found, Bucket.class))
                    .filter(bucket -> bucket.record().id().equals(more.bucketId))
                    .map(bucket -> List.of(
                            put(accountId, BUCKET + name, more, item),
                            new Change.Check(Table.BUCKETS, name, BucketStore.SORT, Condition.revision(bucket.revision()))))
                    .orElse(List.of());
        });
    }

    /** Adds to what was asked on a day: a read and a commit. */
    void add(String accountId, LocalDate day, DayCounts more) {
        update(accountId, DAY + day, item -> List.of(put(accountId, DAY + day,
                item.map(found -> Records.read(found.value(), DayCounts.class).plus(more)).orElse(more), item)));
    }

    private static Change put(String accountId, String sort, Object counts, Optional<Item> before) {
        Condition unchanged = before.map(item -> Condition.revision(item.revision())).orElse(Condition.ABSENT);
        return new Change.Put(Table.USAGE, accountId, sort, Records.write(counts), unchanged);
    }

    private interface Attempt {

        /** Empty for nothing to do. */
        List<Change> on(Optional<Item> item);
    }

    private void update(String accountId, String sort, Attempt attempt) {
        for (int i = 0; i < ATTEMPTS; i++) {
            List<Change> changes = attempt.on(tables.get(Table.USAGE, accountId, sort));
            try {
                if (!changes.isEmpty()) {
                    tables.commit(changes);
                }
                return;
            } catch (CommitConflict e) {
                // Another process counted meanwhile: look again.
            }
        }
        throw new MetadataBusy(null);
    }

    /** The change that forgets what a bucket held, for the commit that deletes the bucket. */
    static Change forget(Bucket bucket) {
        return new Change.Delete(Table.USAGE, bucket.accountId(), BUCKET + bucket.name(), Condition.NONE);
    }
}
