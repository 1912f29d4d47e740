package io.coffer.metadata;

import io.coffer.metadata.Change.Check;
import io.coffer.metadata.Change.Condition;
import io.coffer.metadata.KeyVersions.Place;
import io.coffer.protocol.DeleteConditions;
import io.coffer.protocol.HttpDate;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The objects of buckets, by key and version. What a write does to the versions before it is {@link KeyVersions}' affair; a bucket that
 * never kept any pays nothing for it.
 */
public final class ObjectStore {

    /** Writers of one key take turns; each attempt lost was another writer's success. */
    private static final int ATTEMPTS = 64;

    private final OrderedTables tables;
    private final BucketStore buckets;
    private final ReclaimQueue reclaim;
    private final UsageMeter meter;
    private final Room room;
    private final Clock clock;

    /**
     * @param meter told what every commit added or took away
     * @param room asked before every commit that adds
     */
    public ObjectStore(OrderedTables tables, BucketStore buckets, ReclaimQueue reclaim, UsageMeter meter, Room room, Clock clock) {
        this.tables = tables;
        this.buckets = buckets;
        this.reclaim = reclaim;
        this.meter = meter;
        this.room = room;
        this.clock = clock;
    }

    /** The same objects, kept within other bounds. */
    ObjectStore within(Room other) {
        return new ObjectStore(tables, buckets, reclaim, meter, other, clock);
    }

    /** The changes of one commit, and what they add to their bucket. */
    private static final class Write {

        private final List<Change> changes = new ArrayList<>();
        private Amount more = Amount.NOTHING;

        void add(KeyVersions versions) {
            changes.addAll(versions.changes());
            more = versions.amount();
        }
    }

    /** The current object: one read. */
    public Optional<ObjectRecord> find(Bucket bucket, String key) {
        return stored(bucket, key).map(Stored::record);
    }

    private Optional<Stored<ObjectRecord>> stored(Bucket bucket, String key) {
        return tables.get(Table.OBJECTS, bucket.id(), key).map(item -> Records.stored(item, ObjectRecord.class));
    }

    /**
     * The current object, or the one of a version: one read, three for a version, five where there is none.
     *
     * @param versionId null for the current object
     * @throws S3Exception NoSuchKey, NoSuchVersion, MethodNotAllowed for a delete marker, InvalidArgument for what is no version id
     */
    public ObjectRecord require(Bucket bucket, String key, String versionId) {
        if (versionId == null) {
            return find(bucket, key).orElseThrow(() -> noSuchKey(bucket, key));
        }
        ObjectRecord object = place(bucket, key, versionId)
                .map(Place::object)
                .orElseThrow(() -> S3Exception.noSuchVersion(key, versionId));
        if (object.isDeleteMarker()) {
            throw new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED)
                    .with("Method", "GET")
                    .with("ResourceType", "DeleteMarker")
                    .withHeader("Allow", "DELETE")
                    .withHeader("x-amz-delete-marker", "true")
                    .withHeader("x-amz-version-id", versionId)
                    .withHeader("Last-Modified", HttpDate.header(object.lastModified()));
        }
        return object;
    }

    /** Says, too, where it is a delete marker that hides the key: two more reads, in buckets that keep versions. */
    private S3Exception noSuchKey(Bucket bucket, String key) {
        S3Exception refusal = S3Exception.noSuchKey(key);
        if (bucket.keepsVersions()) {
            versions(bucket, key).hidingMarker().ifPresent(id ->
                    refusal.withHeader("x-amz-delete-marker", "true").withHeader("x-amz-version-id", id));
        }
        return refusal;
    }

    private KeyVersions versions(Bucket bucket, String key) {
        return KeyVersions.read(tables, reclaim, bucket, key);
    }

    /** A key with one of its versions, empty where there is none of the id. */
    private record Found(KeyVersions versions, Optional<Place> place) {}

    /** Looks a version up: three reads, two more where there is none. Looks again where another writer may have moved it meanwhile. */
    private Found version(Bucket bucket, String key, String versionId) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            KeyVersions versions = versions(bucket, key);
            Optional<Place> place = versions.find(versionId);
            if (place.isPresent() || versions.stillHolds()) {
                return new Found(versions, place);
            }
        }
        throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
    }

    private Optional<Place> place(Bucket bucket, String key, String versionId) {
        VersionIds.require(versionId);
        return bucket.keepsVersions()
                ? version(bucket, key, versionId).place()
                : stored(bucket, key)
                        .filter(stored -> stored.record().versionId().equals(versionId))
                        .map(stored -> new Place(Table.OBJECTS, bucket.id(), key, stored));
    }

    /** Where an object that was read stands now; empty where it is gone or was replaced. */
    private Optional<Place> place(Bucket bucket, String key, ObjectRecord seen) {
        return place(bucket, key, seen.versionId()).filter(place -> seen.holder().equals(place.object().holder()));
    }

    /**
     * Refuses early what {@link #put} would refuse, before an object's bytes are stored: no read, but one of the object that is replaced
     * where there is no room beside it.
     *
     * @param size in bytes
     * @throws S3Exception QuotaExceeded
     */
    public void requireRoom(Bucket bucket, String key, long size) {
        try {
            room.require(bucket, Amount.ofObjects(1, size));
        } catch (S3Exception e) {
            ObjectRecord replaced = find(bucket, key).filter(object -> !bucket.keepsVersions()).orElseThrow(() -> e);
            room.require(bucket, Amount.ofObjects(0, size - replaced.size()));
        }
    }

    /**
     * Makes an object visible under its key, in place of whatever is there: a read, one commit, a read of the bucket. In a bucket that
     * keeps versions a read more, and two more items in the commit.
     *
     * @param preconditions what must hold of the object that is replaced; decided in the commit
     * @param together changes that belong to the write: small bytes, promises withdrawn, an upload that ends
     * @return the object with its version id
     * @throws S3Exception PreconditionFailed, NoSuchKey (If-Match on nothing), NoSuchBucket, QuotaExceeded, ConditionalRequestConflict
     * @throws CommitConflict where one of the conditions of {@code together} does not hold
     */
    public ObjectRecord put(Bucket bucket, String key, ObjectRecord object, Preconditions preconditions, List<Change> together) {
        return put(bucket, key, object, preconditions, together, Amount.NOTHING);
    }

    /**
     * As {@link #put}, of an object that is made of an upload's parts: the write ends the upload. The parts' bytes are counted already, so
     * that such an object is refused for the number of objects alone.
     */
    public ObjectRecord complete(
            Bucket bucket, String key, ObjectRecord object, Preconditions preconditions, UploadStore.Ending upload) {
        return put(bucket, key, object, preconditions, upload.changes(), upload.more());
    }

    /** @param besides what the changes of {@code together} add */
    private ObjectRecord put(Bucket bucket, String key, ObjectRecord object, Preconditions preconditions, List<Change> together,
            Amount besides) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Write write = new Write();
            List<Change> changes = write.changes;
            ObjectRecord written = object;
            if (bucket.keepsVersions()) {
                KeyVersions versions = versions(bucket, key);
                preconditions.requireForWrite(key, versions.current().map(stored -> stored.record().etag()));
                written = versions.write(object);
                write.add(versions);
            } else {
                Optional<Stored<ObjectRecord>> current = stored(bucket, key);
                preconditions.requireForWrite(key, current.map(stored -> stored.record().etag()));
                requireNoVersion(current);
                changes.add(new Change.Put(Table.OBJECTS, bucket.id(), key, Records.write(object), unchanged(current)));
                current.ifPresent(stored -> changes.add(reclaim.discard(stored.record())));
                write.more = Amount.ofObjects(
                        current.isPresent() ? 0 : 1, object.size() - current.map(stored -> stored.record().size()).orElse(0L));
            }
            write.more = write.more.plus(besides);
            room.require(bucket, write.more);
            int own = changes.size();
            if (join(changes, together)) {
                try {
                    commit(bucket, write);
                    buckets.requireStillThere(bucket);
                    return written;
                } catch (CommitConflict e) {
                    if (e.failed().stream().noneMatch(index -> index < own)) {
                        throw e;
                    }
                }
            }
        }
        throw new S3Exception(S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT);
    }

    private void commit(Bucket bucket, Write write) {
        tables.commit(write.changes);
        meter.count(bucket, write.more);
    }

    /**
     * A request that read its bucket before versioning was enabled must not replace a version written since.
     *
     * @throws S3Exception OperationAborted
     */
    private static void requireNoVersion(Optional<Stored<ObjectRecord>> current) {
        if (current.isPresent() && current.get().record().version() != null) {
            throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
        }
    }

    /**
     * Adds changes that belong to a write. A check on an item that the write changes anyway (a copy onto its own source) is left out, since
     * a commit may name an item once.
     *
     * @return false where such a check names another revision than the write found
     */
    private static boolean join(List<Change> changes, List<Change> together) {
        for (Change change : together) {
            Optional<Change> same = changes.stream()
                    .filter(own -> change instanceof Check
                            && own.table() == change.table()
                            && own.partition().equals(change.partition())
                            && own.sort().equals(change.sort()))
                    .findFirst();
            if (same.isEmpty()) {
                changes.add(change);
            } else if (!same.get().condition().equals(change.condition())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Copies an object without touching its bytes: source and copy become holders of one content.
     *
     * @param source the source as it was read
     * @param copy the copy's record, with the source's content and a holder of its own
     * @return the copy with its version id; empty where the source changed since it was read, then nothing was written
     */
    public Optional<ObjectRecord> share(Bucket sourceBucket, String sourceKey, ObjectRecord source, Bucket bucket, String key,
            ObjectRecord copy, Preconditions preconditions) {
        return putWhile(sourceBucket, sourceKey, source, bucket, key, copy, preconditions,
                List.of(holds(source.content(), source.holder()), holds(copy.content(), copy.holder())));
    }

    /**
     * As {@link #put}, under the condition that an object, another or the one that is replaced, has not changed since it was read: a read
     * more.
     *
     * @return empty where it has; then nothing was written
     */
    public Optional<ObjectRecord> putWhile(Bucket sourceBucket, String sourceKey, ObjectRecord source, Bucket bucket, String key,
            ObjectRecord object, Preconditions preconditions, List<Change> together) {
        Optional<Place> now = place(sourceBucket, sourceKey, source);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        List<Change> all = new ArrayList<>(together);
        all.add(new Check(now.get().table(), now.get().partition(), now.get().sort(), now.get().unchanged()));
        try {
            return Optional.of(put(bucket, key, object, preconditions, all));
        } catch (CommitConflict e) {
            return Optional.empty();
        }
    }

    /**
     * Gives an object other headers, metadata or tags in place, as a copy onto itself does: a read and a commit.
     *
     * @return false where the object changed since it was read; nothing was written
     */
    public boolean replaceRecord(Bucket bucket, String key, ObjectRecord before, ObjectRecord after, Preconditions preconditions) {
        Optional<Place> now = place(bucket, key, before);
        if (now.isEmpty()) {
            return false;
        }
        preconditions.requireForWrite(key, Optional.of(before.etag()));
        try {
            tables.commit(List.of(new Change.Put(
                    now.get().table(), now.get().partition(), now.get().sort(), Records.write(after), now.get().unchanged())));
            buckets.requireStillThere(bucket);
            return true;
        } catch (CommitConflict e) {
            return false;
        }
    }

    /**
     * Removes an object: a read and, where there is one, a commit. In a bucket that keeps versions it is hidden behind a delete marker
     * instead; a version that is named is removed for good.
     *
     * @param versionId null where none is named
     * @param conditions of the current object
     * @throws S3Exception PreconditionFailed, NoSuchKey (conditions on nothing), NotImplemented (conditions with a version),
     *     InvalidArgument for what is no version id
     */
    public DeleteOutcome delete(Bucket bucket, String key, String versionId, DeleteConditions conditions) {
        if (versionId != null) {
            conditions.requireNoneWithVersion();
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Write write = new Write();
            DeleteOutcome outcome = versionId != null
                    ? removeVersion(bucket, key, versionId, write)
                    : bucket.keepsVersions()
                            ? hide(bucket, key, conditions, write)
                            : remove(bucket, key, conditions, write);
            try {
                if (!write.changes.isEmpty()) {
                    commit(bucket, write);
                }
                return outcome;
            } catch (CommitConflict e) {
                // Another writer was faster: look again.
            }
        }
        throw new S3Exception(S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT);
    }

    private static void require(DeleteConditions conditions, String key, Optional<Stored<ObjectRecord>> current) {
        current.map(Stored::record).ifPresentOrElse(
                object -> conditions.require(key, object.etag(), object.lastModified(), object.size()),
                () -> conditions.requireOfNothing(key));
    }

    private DeleteOutcome remove(Bucket bucket, String key, DeleteConditions conditions, Write write) {
        Optional<Stored<ObjectRecord>> current = stored(bucket, key);
        require(conditions, key, current);
        requireNoVersion(current);
        current.ifPresent(stored -> {
            write.changes.add(new Change.Delete(Table.OBJECTS, bucket.id(), key, unchanged(current)));
            write.changes.add(reclaim.discard(stored.record()));
            write.more = Amount.ofObjects(-1, -stored.record().size());
        });
        return new DeleteOutcome(null, false);
    }

    private DeleteOutcome hide(Bucket bucket, String key, DeleteConditions conditions, Write write) {
        KeyVersions versions = versions(bucket, key);
        require(conditions, key, versions.current());
        ObjectRecord marker = versions.hide(clock.millis());
        write.add(versions);
        return new DeleteOutcome(marker.versionId(), true);
    }

    private DeleteOutcome removeVersion(Bucket bucket, String key, String versionId, Write write) {
        VersionIds.require(versionId);
        Found version = version(bucket, key, versionId);
        Optional<Place> place = version.place();
        place.ifPresent(found -> {
            version.versions().removeVersion(found);
            write.add(version.versions());
        });
        return new DeleteOutcome(versionId, place.isPresent() && place.get().object().isDeleteMarker());
    }

    /** The current objects of a bucket as a walk reads them. */
    public KeyWalk.Range<ObjectRecord> range(Bucket bucket) {
        return (from, fromInclusive, to, limit) ->
                tables.query(new Query(Table.OBJECTS, bucket.id(), from, fromInclusive, to, limit, false)).stream()
                        .map(item -> new KeyWalk.Keyed<>(item.sort(), Records.read(item.value(), ObjectRecord.class)))
                        .toList();
    }

    private static Condition unchanged(Optional<Stored<ObjectRecord>> current) {
        return current.map(stored -> Condition.revision(stored.revision())).orElse(Condition.ABSENT);
    }

    private static Change holds(Content content, String holder) {
        return new Change.Put(Table.HOLDERS, content.id(), holder, new byte[0], Condition.NONE);
    }
}
