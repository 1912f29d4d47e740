package io.coffer.metadata.objects;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.contents.ContentIdIndex;
import io.coffer.metadata.objects.KeyVersions.Place;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import io.coffer.metadata.usage.UsageMeter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lifecycle rules remove from a bucket, under the condition that it still is what was judged: an object that was overwritten or
 * tagged since, or a version that was made current again, stays.
 */
public final class ExpiryStore {

    private static final int ATTEMPTS = 5;

    private final OrderedTables tables;
    private final ReclaimQueue reclaim;
    private final UsageMeter meter;
    private final Clock clock;

    /** @param meter told what every commit took away */
    public ExpiryStore(OrderedTables tables, ReclaimQueue reclaim, UsageMeter meter, Clock clock) {
        this.tables = tables;
        this.reclaim = reclaim;
        this.meter = meter;
        this.clock = clock;
    }

    /**
     * A noncurrent version, or a delete marker.
     *
     * @param position where it stands among those of its key; the text order is from the newest to the oldest
     */
    public record Noncurrent(String position, ObjectRecord version) {}

    /**
     * A key as it was at one moment.
     *
     * @param current empty if the newest version is a delete marker
     * @param versions the newest of the noncurrent ones, newest first
     */
    public record History(Optional<ObjectRecord> current, List<Noncurrent> versions) {}

    /**
     * Expires a current object: removes it, or hides it behind a delete marker in a bucket that keeps versions. A read and a commit, with
     * versions a read more.
     *
     * @return false if it is not the current object any more, or not as it was; nothing was written
     */
    public boolean expire(Bucket bucket, String key, ObjectRecord judged) {
        if (bucket.keepsVersions()) {
            KeyVersions versions = KeyVersions.read(tables, reclaim, bucket, key);
            if (versions.current().filter(stored -> same(stored.record(), judged)).isEmpty()) {
                return false;
            }
            versions.hide(clock.millis());
            return commit(bucket, key, versions);
        }
        Optional<Stored<ObjectRecord>> current = tables.get(Table.OBJECTS, bucket.id(), key)
                .map(ObjectItems::stored)
                .filter(stored -> same(stored.record(), judged));
        // A version was written since versioning was enabled, which the bucket as it was read does not know.
        if (current.isEmpty() || current.get().record().version() != null) {
            return false;
        }
        ObjectRecord object = current.get().record();
        List<Change> changes = new ArrayList<>(ContentIdIndex.leave(object));
        changes.add(new Change.Delete(Table.OBJECTS, bucket.id(), key, Condition.revision(current.get().revision())));
        changes.addAll(reclaim.discard(object));
        return commit(bucket, key, Amount.ofObjects(-1, -object.size()), changes);
    }

    /** The keys that have noncurrent versions or delete markers, as a walk reads them. */
    public KeyWalk.Range<Item> keysWithVersions(Bucket bucket) {
        return new KeyRange(tables, Table.VERSION_KEYS, bucket);
    }

    /**
     * A key's current object and the newest of its versions: three reads and a query. A commit on a key with versions changes the item
     * that is read before and after, so both are of one moment.
     *
     * @return empty if other writers kept it from being read
     */
    public Optional<History> history(Bucket bucket, String key, int limit) {
        return Attempts.upTo(ATTEMPTS, () -> {
            Optional<String> before = headRevision(bucket, key);
            List<Noncurrent> versions = noncurrent(bucket, key, null, limit);
            Optional<ObjectRecord> current =
                    tables.get(Table.OBJECTS, bucket.id(), key).map(ObjectItems::record);
            return Optional.of(new History(current, versions)).filter(read -> before.equals(headRevision(bucket, key)));
        });
    }

    private Optional<String> headRevision(Bucket bucket, String key) {
        return tables.get(Table.VERSION_KEYS, bucket.id(), key).map(Item::revision);
    }

    /**
     * The versions of a key behind a position: one query.
     *
     * @param position null for before the first
     */
    public List<Noncurrent> older(Bucket bucket, String key, @Nullable String position, int limit) {
        return noncurrent(bucket, key, position, limit);
    }

    private List<Noncurrent> noncurrent(Bucket bucket, String key, @Nullable String after, int limit) {
        return tables.query(Query.after(Table.VERSIONS, KeyVersions.partition(bucket, key), after, limit)).stream()
                .map(item -> new Noncurrent(item.sort(), ObjectItems.record(item)))
                .toList();
    }

    /**
     * Removes a noncurrent version for good: three reads and a commit.
     *
     * @return false if it is gone, changed, or the newest version of its key; nothing was written
     */
    public boolean removeNoncurrent(Bucket bucket, String key, Noncurrent judged) {
        KeyVersions versions = KeyVersions.read(tables, reclaim, bucket, key);
        boolean hides = versions.hidingMarker().filter(judged.version().versionId()::equals).isPresent();
        Optional<Place> place = stillThere(versions, judged);
        if (hides || place.isEmpty()) {
            return false;
        }
        versions.removeVersion(place.get());
        return commit(bucket, key, versions);
    }

    /**
     * Removes a delete marker that no version is left under: three reads, a query and a commit.
     *
     * @return false if it is gone or not alone any more; nothing was written
     */
    public boolean removeLoneMarker(Bucket bucket, String key, Noncurrent judged) {
        KeyVersions versions = KeyVersions.read(tables, reclaim, bucket, key);
        Optional<Place> place = stillThere(versions, judged);
        if (versions.current().isPresent() || place.isEmpty() || noncurrent(bucket, key, null, 2).size() != 1) {
            return false;
        }
        versions.removeVersion(place.get());
        return commit(bucket, key, versions);
    }

    private static Optional<Place> stillThere(KeyVersions versions, Noncurrent judged) {
        return versions.find(judged.version().versionId())
                .filter(place -> place.table() == Table.VERSIONS
                        && place.sort().equals(judged.position())
                        && same(place.object(), judged.version()));
    }

    /** Whether nothing that rules look at has changed, nor the bytes. */
    private static boolean same(ObjectRecord now, ObjectRecord judged) {
        return Objects.equals(now.holder(), judged.holder())
                && now.versionId().equals(judged.versionId())
                && now.modified() == judged.modified()
                && now.tags().equals(judged.tags());
    }

    private boolean commit(Bucket bucket, String key, KeyVersions versions) {
        return commit(bucket, key, versions.amount(), versions.changes());
    }

    private boolean commit(Bucket bucket, String key, Amount more, List<Change> changes) {
        try {
            tables.commit(changes);
            meter.count(bucket, key, more);
            return true;
        } catch (CommitConflict e) {
            return false;
        }
    }
}
