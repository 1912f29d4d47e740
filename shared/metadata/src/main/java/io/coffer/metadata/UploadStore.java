package io.coffer.metadata;

import io.coffer.metadata.Change.Condition;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Multipart uploads in progress and their parts. A key's uploads share a partition; an index item for the key, in the bucket's partition,
 * gives the order in which ListMultipartUploads wants the keys.
 */
public final class UploadStore {

    private static final int ATTEMPTS = 20;
    private static final byte[] NOTHING = new byte[0];

    private final OrderedTables tables;
    private final BucketStore buckets;
    private final ReclaimQueue reclaim;

    public UploadStore(OrderedTables tables, BucketStore buckets, ReclaimQueue reclaim) {
        this.tables = tables;
        this.buckets = buckets;
        this.reclaim = reclaim;
    }

    /** Begins an upload: one commit of two items. */
    public void create(Bucket bucket, Upload upload) {
        tables.commit(List.of(
                new Change.Put(Table.UPLOADS, partition(bucket, upload.key()), upload.uploadId(), Records.write(upload), Condition.ABSENT),
                new Change.Put(Table.UPLOAD_KEYS, bucket.id(), upload.key(), NOTHING, Condition.NONE)));
        buckets.requireStillThere(bucket);
    }

    /** One read. */
    public Optional<Upload> find(Bucket bucket, String key, String uploadId) {
        if (!Ids.isOrdered(uploadId)) {
            return Optional.empty();
        }
        return tables.get(Table.UPLOADS, partition(bucket, key), uploadId).map(item -> Records.read(item.value(), Upload.class));
    }

    /** @throws S3Exception NoSuchUpload */
    public Upload require(Bucket bucket, String key, String uploadId) {
        return find(bucket, key, uploadId).orElseThrow(() -> S3Exception.noSuchUpload(uploadId));
    }

    /** The keys with uploads in progress as a walk reads them. */
    public KeyWalk.Range<Item> keys(Bucket bucket) {
        return (from, fromInclusive, to, limit) ->
                tables.query(new Query(Table.UPLOAD_KEYS, bucket.id(), from, fromInclusive, to, limit, false)).stream()
                        .map(item -> new KeyWalk.Keyed<>(item.sort(), item))
                        .toList();
    }

    /** A key's uploads, oldest first, behind {@code afterUploadId} (null for the first): one query. */
    public List<Upload> ofKey(Bucket bucket, String key, String afterUploadId, int limit) {
        return tables.query(new Query(Table.UPLOADS, partition(bucket, key), afterUploadId, false, null, limit, false)).stream()
                .map(item -> Records.read(item.value(), Upload.class))
                .toList();
    }

    /**
     * Makes a part visible in place of one of its number: two reads and a commit. The upload is looked for just before the commit rather
     * than in it: a condition on its item would make DynamoDB refuse parts that arrive together. The sweep lets an ended upload rest
     * before it removes the parts, so a part that slips in between is removed too.
     *
     * @throws S3Exception NoSuchUpload
     */
    public void putPart(Bucket bucket, Upload upload, Part part, PendingBlob pending) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Item> current = tables.get(Table.PARTS, upload.uploadId(), partSort(part.number()));
            Condition unchanged = current.map(item -> Condition.revision(item.revision())).orElse(Condition.ABSENT);
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.Put(Table.PARTS, upload.uploadId(), partSort(part.number()), Records.write(part), unchanged));
            changes.add(ReclaimQueue.withdraw(pending));
            current.ifPresent(item ->
                    changes.add(reclaim.hand(new Reclaim.Blob(Records.read(item.value(), Part.class).blobId()))));
            require(bucket, upload.key(), upload.uploadId());
            try {
                tables.commit(changes);
                return;
            } catch (CommitConflict e) {
                if (!e.failed().contains(0)) {
                    throw e;
                }
            }
        }
        throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
    }

    /** An upload's parts in order, behind number {@code after}: one query. */
    public List<Part> parts(String uploadId, int after, int limit) {
        return tables.query(new Query(Table.PARTS, uploadId, partSort(after), false, null, limit, false)).stream()
                .map(item -> Records.read(item.value(), Part.class))
                .toList();
    }

    /** Removes the items of up to 100 parts, after their blobs were dealt with: one commit. */
    public void deleteParts(String uploadId, List<Part> parts) {
        tables.commit(parts.stream()
                .<Change>map(part -> new Change.Delete(Table.PARTS, uploadId, partSort(part.number()), Condition.NONE))
                .toList());
    }

    /**
     * Ends an upload without an object: two reads and a commit, whatever the number of parts.
     *
     * @throws S3Exception NoSuchUpload
     */
    public void abort(Bucket bucket, String key, String uploadId) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                tables.commit(end(bucket, key, uploadId, null));
                return;
            } catch (CommitConflict e) {
                // Another upload of the key began or ended meanwhile: look again.
            }
        }
        throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
    }

    /**
     * The changes that end an upload, for the commit that completes or aborts it.
     *
     * @param completed what the object made of the upload points to, null where the upload is aborted
     * @throws S3Exception NoSuchUpload
     */
    public List<Change> end(Bucket bucket, String key, String uploadId, Content.Parts completed) {
        if (!Ids.isOrdered(uploadId)) {
            throw S3Exception.noSuchUpload(uploadId);
        }
        String partition = partition(bucket, key);
        Optional<Item> index = tables.get(Table.UPLOAD_KEYS, bucket.id(), key);
        List<Item> uploads = tables.query(Query.first(Table.UPLOADS, partition, 2));
        Item upload = uploads.stream()
                .filter(item -> item.sort().equals(uploadId))
                .findFirst()
                .or(() -> tables.get(Table.UPLOADS, partition, uploadId))
                .orElseThrow(() -> S3Exception.noSuchUpload(uploadId));
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Delete(Table.UPLOADS, partition, uploadId, Condition.revision(upload.revision())));
        changes.add(reclaim.hand(new Reclaim.Upload(uploadId, completed)));
        if (uploads.size() == 1 && index.isPresent()) {
            Condition noOtherBegan = Condition.revision(index.get().revision());
            changes.add(new Change.Delete(Table.UPLOAD_KEYS, bucket.id(), key, noOtherBegan));
        }
        return changes;
    }

    private static String partition(Bucket bucket, String key) {
        return bucket.id() + "-" + Ids.digest(key);
    }

    private static String partSort(int number) {
        return "%05d".formatted(number);
    }
}
