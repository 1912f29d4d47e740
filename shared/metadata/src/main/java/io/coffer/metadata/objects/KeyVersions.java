package io.coffer.metadata.objects;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.contents.ContentIdIndex;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of a bucket that keeps versions, as it was read, and the changes that a commit makes to it. The current object stands in
 * {@link Table#OBJECTS}, where listings find it; everything before it, and delete markers, in {@link Table#VERSIONS}; an item of the key in
 * {@link Table#VERSION_KEYS} says which of those is the newest and which is called {@code null}. That item and the current object are
 * written or checked in every commit on the key, so that two writers never both believe to be the latest, and none acts on one of them as
 * it was before another's commit and the other as it was after.
 */
final class KeyVersions {

    /**
     * @param newest the sort key of the newest noncurrent version
     * @param nullVersion the sort key of the one called {@code null}, null if that is not a noncurrent version
     */
    record Head(String newest, @Nullable String nullVersion) {

        /** Whether this is the head of the noncurrent versions that were read. */
        boolean isOf(List<ObjectRecord> noncurrent) {
            return !noncurrent.isEmpty()
                    && newest.equals(noncurrent.get(0).version() == null ? nullVersion : noncurrent.get(0).version());
        }
    }

    private final OrderedTables tables;
    private final ReclaimQueue reclaim;
    private final Bucket bucket;
    private final String key;
    private final Optional<Stored<ObjectRecord>> current;
    private final Optional<Item> head;
    private final List<Change> changes = new ArrayList<>();
    private @Nullable String newest;
    private @Nullable String nullVersion;
    private long objects;
    private long bytes;

    private KeyVersions(OrderedTables tables, ReclaimQueue reclaim, Bucket bucket, String key) {
        this.tables = tables;
        this.reclaim = reclaim;
        this.bucket = bucket;
        this.key = key;
        // In this order: of a key without a current object, what is read first is the marker that hides it, also if it goes meanwhile.
        this.head = tables.get(Table.VERSION_KEYS, bucket.id(), key);
        this.current = tables.get(Table.OBJECTS, bucket.id(), key).map(ObjectItems::stored);
        head.map(item -> Records.read(item.value(), Head.class)).ifPresent(read -> {
            newest = read.newest();
            nullVersion = read.nullVersion();
        });
    }

    /** Two reads. */
    static KeyVersions read(OrderedTables tables, ReclaimQueue reclaim, Bucket bucket, String key) {
        return new KeyVersions(tables, reclaim, bucket, key);
    }

    static String partition(Bucket bucket, String key) {
        return partition(bucket.id(), key);
    }

    static String partition(String bucketId, String key) {
        return bucketId + "-" + Ids.digest(key);
    }

    Optional<Stored<ObjectRecord>> current() {
        return current;
    }

    /** The visible id of the delete marker that hides the key; empty if it is not hidden. */
    Optional<String> hidingMarker() {
        return current.isPresent() || newest == null
                ? Optional.empty()
                : Optional.of(newest.equals(nullVersion) ? ObjectRecord.NULL_VERSION : newest);
    }

    /** Where a version stands: its table's partition and sort key with what was read there. */
    record Place(Table table, String partition, String sort, Stored<ObjectRecord> stored) {

        ObjectRecord object() {
            return stored.record();
        }

        Condition unchanged() {
            return Condition.revision(stored.revision());
        }
    }

    /** A version by the id clients know it by: no read for the current one, else one. */
    Optional<Place> find(String versionId) {
        if (current.isPresent() && current.get().record().versionId().equals(versionId)) {
            return current.map(stored -> new Place(Table.OBJECTS, bucket.id(), key, stored));
        }
        String sort = versionId.equals(ObjectRecord.NULL_VERSION) ? nullVersion : versionId;
        return sort == null ? Optional.empty() : version(sort);
    }

    /**
     * Whether no commit on the key came between this reading of it and now: two reads. Where that is so, a version that was looked for
     * in between and not found is not there; else it may have been on its way between the tables.
     */
    boolean stillHolds() {
        KeyVersions now = new KeyVersions(tables, reclaim, bucket, key);
        return revision(head).equals(revision(now.head))
                && current.map(Stored::revision).equals(now.current.map(Stored::revision));
    }

    private static Optional<String> revision(Optional<Item> item) {
        return item.map(Item::revision);
    }

    /** The sort key behind which the versions older than the one of an id begin; null if those are all noncurrent versions. */
    @Nullable String position(String versionId) {
        if (current.isPresent() && current.get().record().versionId().equals(versionId)) {
            return null;
        }
        return versionId.equals(ObjectRecord.NULL_VERSION) ? nullVersion : versionId;
    }

    /** The current object, where it is older than the version of an id: those that were newer have been removed since, that one too. */
    Optional<ObjectRecord> currentBehind(String versionId) {
        return current.map(Stored::record).filter(object -> latestIsBehind(versionId));
    }

    /** Whether the key's latest version is older than the one of an id, as it is where that one and all newer ones have been removed. */
    boolean latestIsBehind(String versionId) {
        boolean isCurrent = current.isPresent() && current.get().record().versionId().equals(versionId);
        if (isCurrent || versionId.equals(ObjectRecord.NULL_VERSION)) {
            return !isCurrent && nullVersion == null;
        }
        boolean allBehind = newest == null || newest.compareTo(versionId) > 0;
        return allBehind && current.map(stored -> isBehind(stored.record(), versionId)).orElse(true);
    }

    private static boolean isBehind(ObjectRecord object, String versionId) {
        return object.version() == null
                ? VersionIds.time(versionId) >= object.modified()
                : object.version().compareTo(versionId) > 0;
    }

    private Optional<Place> version(String sort) {
        return tables.get(Table.VERSIONS, partition(bucket, key), sort)
                .map(item -> new Place(Table.VERSIONS, partition(bucket, key), sort, ObjectItems.stored(item)));
    }

    /** Makes an object the current one, under the version id that the bucket's state gives it. */
    ObjectRecord write(ObjectRecord object) {
        boolean suspended = bucket.versioning() == Versioning.SUSPENDED;
        retire(suspended);
        ObjectRecord written = suspended ? object : object.withVersion(VersionIds.at(object.modified(), newest));
        put(Table.OBJECTS, bucket.id(), key, written, current.map(KeyVersions::unchanged).orElse(Condition.ABSENT));
        changes.addAll(ContentIdIndex.enter(bucket, key, written));
        objects++;
        bytes += written.size();
        return written;
    }

    /** Hides the key behind a delete marker. */
    ObjectRecord hide(long now) {
        boolean suspended = bucket.versioning() == Versioning.SUSPENDED;
        retire(suspended);
        current.ifPresent(stored -> changes.add(new Change.Delete(Table.OBJECTS, bucket.id(), key, unchanged(stored))));
        String id = VersionIds.at(now, newest);
        ObjectRecord marker = ObjectRecord.deleteMarker(now, bucket.accountId(), suspended ? null : id);
        put(Table.VERSIONS, partition(bucket, key), id, marker, Condition.ABSENT);
        newest = id;
        nullVersion = suspended ? id : nullVersion;
        return marker;
    }

    /** Makes room for a new current version: the old one becomes noncurrent, except that one called {@code null} gives way to another. */
    private void retire(boolean forNullVersion) {
        boolean currentIsNull = current.isPresent() && current.get().record().version() == null;
        if (forNullVersion && currentIsNull) {
            discard(current.get().record());
            return;
        }
        if (forNullVersion && nullVersion != null) {
            version(nullVersion).ifPresent(this::remove);
        }
        current.map(Stored::record).ifPresent(old -> {
            String sort = old.version() == null ? VersionIds.at(old.modified(), newest) : old.version();
            put(Table.VERSIONS, partition(bucket, key), sort, old, Condition.ABSENT);
            newest = sort;
            nullVersion = old.version() == null ? sort : nullVersion;
        });
    }

    /** Removes a version for good; where it was the latest, the one before it becomes current, unless that is a delete marker. */
    void removeVersion(Place place) {
        if (place.table() == Table.OBJECTS) {
            discard(place.object());
            promoteNewest(place.unchanged());
        } else {
            boolean hiding = current.isEmpty() && place.sort().equals(newest);
            remove(place);
            if (hiding) {
                promoteNewest(Condition.ABSENT);
            }
        }
    }

    private void promoteNewest(Condition condition) {
        Optional<Place> next = newest == null ? Optional.empty() : version(newest).filter(place -> !place.object().isDeleteMarker());
        if (next.isPresent()) {
            put(Table.OBJECTS, bucket.id(), key, next.get().object(), condition);
            takeOut(next.get());
        } else if (current.isPresent()) {
            changes.add(new Change.Delete(Table.OBJECTS, bucket.id(), key, condition));
        }
    }

    private void remove(Place place) {
        if (!place.object().isDeleteMarker()) {
            discard(place.object());
        }
        takeOut(place);
    }

    private void discard(ObjectRecord version) {
        changes.addAll(reclaim.discard(version));
        changes.addAll(ContentIdIndex.leave(version));
        objects--;
        bytes -= version.size();
    }

    private void takeOut(Place place) {
        changes.add(new Change.Delete(Table.VERSIONS, place.partition(), place.sort(), place.unchanged()));
        if (place.sort().equals(newest)) {
            newest = tables.query(Query.after(Table.VERSIONS, place.partition(), place.sort(), 1)).stream()
                    .map(Item::sort)
                    .findFirst()
                    .orElse(null);
        }
        if (place.sort().equals(nullVersion)) {
            nullVersion = null;
        }
    }

    /** What the changes add, delete markers not among it. */
    Amount amount() {
        return Amount.ofObjects(objects, bytes);
    }

    /** Every change so far, with those to the key's own item and the current object that keep other writers out. */
    List<Change> changes() {
        List<Change> all = new ArrayList<>(changes);
        if (all.stream().noneMatch(change -> change.table() == Table.OBJECTS)) {
            all.add(new Change.Check(Table.OBJECTS, bucket.id(), key, current.map(KeyVersions::unchanged).orElse(Condition.ABSENT)));
        }
        Condition unchanged = head.map(item -> Condition.revision(item.revision())).orElse(Condition.ABSENT);
        if (newest == null && head.isPresent()) {
            all.add(new Change.Delete(Table.VERSION_KEYS, bucket.id(), key, unchanged));
        } else if (newest == null) {
            all.add(new Change.Check(Table.VERSION_KEYS, bucket.id(), key, unchanged));
        } else {
            all.add(new Change.Put(Table.VERSION_KEYS, bucket.id(), key, Records.write(new Head(newest, nullVersion)), unchanged));
        }
        return all;
    }

    private static Condition unchanged(Stored<ObjectRecord> stored) {
        return Condition.revision(stored.revision());
    }

    private void put(Table table, String partition, String sort, ObjectRecord object, Condition condition) {
        changes.add(ObjectItems.put(table, partition, sort, object, condition));
    }
}
