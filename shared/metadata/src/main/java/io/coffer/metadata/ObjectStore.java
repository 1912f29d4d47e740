package io.coffer.metadata;

import io.coffer.metadata.Change.Condition;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The current objects of buckets, by key. */
public final class ObjectStore {

    /** Writers of one key take turns; each attempt lost was another writer's success. */
    private static final int ATTEMPTS = 64;

    private final OrderedTables tables;
    private final BucketStore buckets;
    private final ReclaimQueue reclaim;

    public ObjectStore(OrderedTables tables, BucketStore buckets, ReclaimQueue reclaim) {
        this.tables = tables;
        this.buckets = buckets;
        this.reclaim = reclaim;
    }

    /** One read. */
    public Optional<ObjectRecord> find(Bucket bucket, String key) {
        return stored(bucket, key).map(Stored::record);
    }

    private Optional<Stored<ObjectRecord>> stored(Bucket bucket, String key) {
        return tables.get(Table.OBJECTS, bucket.id(), key).map(item -> Records.stored(item, ObjectRecord.class));
    }

    /**
     * Makes an object visible under its key, in place of whatever is there: a read, one commit, a read of the bucket.
     *
     * @param preconditions what must hold of the object that is replaced; decided in the commit
     * @param together changes that belong to the write: small bytes, promises withdrawn, an upload that ends
     * @throws S3Exception PreconditionFailed, NoSuchKey (If-Match on nothing), NoSuchBucket, ConditionalRequestConflict
     * @throws CommitConflict where one of the conditions of {@code together} does not hold
     */
    public void put(Bucket bucket, String key, ObjectRecord object, Preconditions preconditions, List<Change> together) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Stored<ObjectRecord>> current = stored(bucket, key);
            preconditions.requireForWrite(current.map(stored -> stored.record().etag()));
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.Put(Table.OBJECTS, bucket.id(), key, Records.write(object), unchanged(current)));
            current.ifPresent(stored -> changes.add(reclaim.discard(stored.record())));
            changes.addAll(together);
            try {
                tables.commit(changes);
                buckets.requireStillThere(bucket);
                return;
            } catch (CommitConflict e) {
                if (!e.failed().contains(0)) {
                    throw e;
                }
            }
        }
        throw new S3Exception(S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT);
    }

    /**
     * Copies an object without touching its bytes: source and copy become holders of one content.
     *
     * @param source the source as it was read
     * @param copy the copy's record, with the source's content and a holder of its own
     * @return false where the source changed since it was read; nothing was written
     */
    public boolean share(
            Bucket sourceBucket, String sourceKey, ObjectRecord source, Bucket bucket, String key, ObjectRecord copy, Preconditions preconditions) {
        Optional<Stored<ObjectRecord>> now = stored(sourceBucket, sourceKey);
        if (now.isEmpty() || !now.get().record().holder().equals(source.holder())) {
            return false;
        }
        Condition sourceUnchanged = Condition.revision(now.get().revision());
        try {
            put(bucket, key, copy, preconditions, List.of(
                    new Change.Check(Table.OBJECTS, sourceBucket.id(), sourceKey, sourceUnchanged),
                    holds(source.content(), source.holder()),
                    holds(copy.content(), copy.holder())));
            return true;
        } catch (CommitConflict e) {
            return false;
        }
    }

    /**
     * Gives an object new headers and metadata in place, as a copy onto itself does: a read and a commit.
     *
     * @return false where the object changed since it was read; nothing was written
     */
    public boolean replaceRecord(Bucket bucket, String key, ObjectRecord before, ObjectRecord after, Preconditions preconditions) {
        Optional<Stored<ObjectRecord>> now = stored(bucket, key);
        if (now.isEmpty() || !now.get().record().holder().equals(before.holder())) {
            return false;
        }
        preconditions.requireForWrite(Optional.of(before.etag()));
        try {
            tables.commit(List.of(new Change.Put(
                    Table.OBJECTS, bucket.id(), key, Records.write(after), Condition.revision(now.get().revision()))));
            buckets.requireStillThere(bucket);
            return true;
        } catch (CommitConflict e) {
            return false;
        }
    }

    /**
     * Removes an object, if there is one: a read and, where there is one, a commit.
     *
     * @throws S3Exception PreconditionFailed
     */
    public void delete(Bucket bucket, String key, Preconditions preconditions) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Stored<ObjectRecord>> current = stored(bucket, key);
            preconditions.requireForWrite(current.map(stored -> stored.record().etag()));
            if (current.isEmpty()) {
                return;
            }
            try {
                tables.commit(List.of(
                        new Change.Delete(Table.OBJECTS, bucket.id(), key, unchanged(current)),
                        reclaim.discard(current.get().record())));
                return;
            } catch (CommitConflict e) {
                // Another writer was faster: look again.
            }
        }
        throw new S3Exception(S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT);
    }

    /** The objects of a bucket as a walk reads them. */
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
