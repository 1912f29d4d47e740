package io.coffer.metadata.objects;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions of buckets' objects, delete markers among them, as listings read them: by key, and the latest first. Writers move versions
 * between the tables meanwhile; none that stays is overlooked.
 */
public final class VersionListing {

    /** How often a key that other writers keep changing is read. */
    private static final int ATTEMPTS = 64;

    private final OrderedTables tables;
    private final ReclaimQueue reclaim;

    public VersionListing(OrderedTables tables, ReclaimQueue reclaim) {
        this.tables = tables;
        this.reclaim = reclaim;
    }

    /**
     * What a bucket has under a key.
     *
     * @param current null if a delete marker hides the key
     * @param head what there is of noncurrent versions, null for nothing
     * @param settled false if the current object changed while the rest was read
     */
    public record Versioned(@Nullable ObjectRecord current, KeyVersions.@Nullable Head head, boolean settled) {}

    /**
     * The keys of a bucket with all they have, as a walk reads them: three queries, one where the bucket never kept versions. The current
     * objects are read before and behind the keys with more, so that no version is overlooked on its way between the tables.
     */
    public KeyWalk.Range<Versioned> range(Bucket bucket) {
        return (from, fromInclusive, to, limit) -> {
            Query objects = new Query(Table.OBJECTS, bucket.id(), from, fromInclusive, to, limit, false);
            Query heads = new Query(Table.VERSION_KEYS, bucket.id(), from, fromInclusive, to, limit, false);
            Map<String, Item> before = bySort(objects);
            Map<String, Item> more = bucket.keepsVersions() ? bySort(heads) : Map.of();
            Map<String, Item> behind = bucket.keepsVersions() ? bySort(objects) : before;
            TreeSet<String> keys = new TreeSet<>(KeyOrder::compare);
            Stream.of(before, more, behind).map(Map::keySet).forEach(keys::addAll);
            return keys.stream()
                    .limit(limit)
                    .map(key -> new KeyWalk.Keyed<>(key, versioned(before.get(key), more.get(key), behind.get(key))))
                    .toList();
        };
    }

    private Map<String, Item> bySort(Query query) {
        return tables.query(query).stream().collect(Collectors.toMap(Item::sort, Function.identity()));
    }

    private static Versioned versioned(@Nullable Item before, @Nullable Item head, @Nullable Item behind) {
        boolean settled = before == null ? behind == null : behind != null && before.revision().equals(behind.revision());
        return new Versioned(
                behind == null ? null : ObjectItems.record(behind),
                head == null ? null : Records.read(head.value(), KeyVersions.Head.class),
                settled);
    }

    /**
     * All versions of a key, delete markers among them, the latest first: a query where there is more than a current object. Where a commit
     * came between that and what was seen of the key, it is read again, five reads a time; a key that never comes to rest is told as it was
     * read last.
     */
    public List<ObjectRecord> versions(Bucket bucket, String key, Versioned seen, int limit) {
        List<ObjectRecord> noncurrent = seen.head() == null ? List.of() : noncurrent(bucket, key, limit);
        if (seen.settled() && (seen.head() == null || seen.head().isOf(noncurrent))) {
            return latestFirst(seen.current(), noncurrent, limit);
        }
        return Attempts.upTo(ATTEMPTS, () -> Optional.of(look(bucket, key, limit)).filter(look -> look.versions.stillHolds()))
                .orElseGet(() -> look(bucket, key, limit))
                .latestFirst(limit);
    }

    /** A key with its noncurrent versions, read one after the other. */
    private record Look(KeyVersions versions, List<ObjectRecord> noncurrent) {

        List<ObjectRecord> latestFirst(int limit) {
            return VersionListing.latestFirst(versions.current().map(Stored::record).orElse(null), noncurrent, limit);
        }
    }

    private Look look(Bucket bucket, String key, int limit) {
        return new Look(read(bucket, key), noncurrent(bucket, key, limit));
    }

    private static List<ObjectRecord> latestFirst(@Nullable ObjectRecord current, List<ObjectRecord> noncurrent, int limit) {
        return Stream.concat(Stream.ofNullable(current), noncurrent.stream()).limit(limit).toList();
    }

    /** A key's noncurrent versions, delete markers among them, newest first: one query. */
    public List<ObjectRecord> noncurrent(Bucket bucket, String key, int limit) {
        return noncurrent(bucket, key, null, limit);
    }

    /**
     * Versions of a key, newest first.
     *
     * @param fromLatest whether the first of them is the key's latest
     */
    public record Older(List<ObjectRecord> versions, boolean fromLatest) {}

    /**
     * The versions of a key that are older than one of them, which may be gone by now: two reads and a query.
     *
     * @return refused: {@link Refusal.NotAVersionId}
     */
    public Outcome<Older> behind(Bucket bucket, String key, String versionId, int limit) {
        if (!VersionIds.isOne(versionId)) {
            return Outcome.refused(new Refusal.NotAVersionId(versionId));
        }
        KeyVersions versions = read(bucket, key);
        List<ObjectRecord> older = new ArrayList<>();
        versions.currentBehind(versionId).ifPresent(older::add);
        older.addAll(noncurrent(bucket, key, versions.position(versionId), limit));
        return Outcome.done(new Older(older.subList(0, Math.min(older.size(), limit)), versions.latestIsBehind(versionId)));
    }

    private List<ObjectRecord> noncurrent(Bucket bucket, String key, @Nullable String after, int limit) {
        return tables.query(Query.after(Table.VERSIONS, KeyVersions.partition(bucket, key), after, limit)).stream()
                .map(ObjectItems::record)
                .toList();
    }

    private KeyVersions read(Bucket bucket, String key) {
        return KeyVersions.read(tables, reclaim, bucket, key);
    }
}
