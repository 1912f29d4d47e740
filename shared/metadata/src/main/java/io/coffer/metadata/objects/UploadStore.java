package io.coffer.metadata.objects;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Moments.Moment;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Part;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Upload;
import io.coffer.metadata.buckets.BucketLeases;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.contents.LeafStore;
import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import io.coffer.metadata.usage.QuotaCheck;
import io.coffer.metadata.usage.UsageMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Multipart uploads in progress and their parts. A key's uploads share a partition; an index item for the key, in the bucket's partition,
 * gives the order in which ListMultipartUploads wants the keys.
 */
public final class UploadStore {

    private static final int PAGE = 1000;
    private static final byte[] NOTHING = new byte[0];
    /** A good deal less than ended uploads rest before the sweep looks for their parts. */
    private static final Duration RECENTLY = Duration.ofMinutes(1);

    private final OrderedTables tables;
    private final BucketStore buckets;
    private final ReclaimQueue reclaim;
    private final UsageMeter meter;
    private final QuotaCheck quotas;
    private final BucketLeases leases;

    /**
     * @param meter told what every commit added or took away
     * @param quotas asked before every commit that adds
     */
    public UploadStore(
            OrderedTables tables, BucketStore buckets, ReclaimQueue reclaim, UsageMeter meter, QuotaCheck quotas, BucketLeases leases) {
        this.tables = tables;
        this.buckets = buckets;
        this.reclaim = reclaim;
        this.meter = meter;
        this.quotas = quotas;
        this.leases = leases;
    }

    /** The same uploads, kept within other bounds. */
    public UploadStore within(QuotaCheck other) {
        return new UploadStore(tables, buckets, reclaim, meter, other, leases);
    }

    /**
     * Begins an upload: one commit of two items.
     *
     * @return refused: {@link Refusal.OverQuota}, and as {@link BucketStore#stillThere}
     */
    public Outcome<Upload> create(Bucket bucket, Upload upload) {
        return quotas.ask(bucket, Amount.ofUploads(1)).then(more -> {
            tables.commit(List.of(
                    new Change.Put(
                            Table.UPLOADS, partition(bucket, upload.key()), upload.uploadId(), Records.write(upload), Condition.ABSENT),
                    new Change.Put(Table.UPLOAD_KEYS, bucket.id(), upload.key(), NOTHING, Condition.NONE)));
            meter.count(bucket, upload.key(), more);
            return buckets.stillThere(bucket).map(there -> upload);
        });
    }

    /** One read. */
    public Optional<Upload> find(Bucket bucket, String key, String uploadId) {
        return item(bucket, key, uploadId).map(item -> Records.read(item.value(), Upload.class));
    }

    /**
     * An upload in progress as it was found.
     *
     * @param isRecent whether that was so recently that the sweep, should the upload have ended since, has not looked for its parts yet
     */
    public record Found(Upload upload, BooleanSupplier isRecent) {}

    /** As {@link #find}, for a part that is about to be stored. */
    public Optional<Found> forPart(Bucket bucket, String key, String uploadId) {
        Moment before = leases.moments().now();
        return find(bucket, key, uploadId).map(upload -> new Found(upload, () -> leases.moments().isWithin(RECENTLY, before)));
    }

    /**
     * An upload in progress beside the others of its key, as its end has to find them.
     *
     * @param stored its revision tells whether a part was replaced meanwhile
     * @param index the key's item, empty if a version wrote it that had none
     * @param isOnly whether the key has no other upload
     */
    public record Standing(Stored<Upload> stored, Optional<Item> index, boolean isOnly) {}

    /** Two reads, a third if older uploads of the key are in progress. The key's item comes first: who begins an upload changes it. */
    public Optional<Standing> standing(Bucket bucket, String key, String uploadId) {
        if (!Ids.isOrdered(uploadId)) {
            return Optional.empty();
        }
        String partition = partition(bucket, key);
        Optional<Item> index = tables.get(Table.UPLOAD_KEYS, bucket.id(), key);
        List<Item> uploads = tables.query(Query.first(Table.UPLOADS, partition, 2));
        return uploads.stream()
                .filter(item -> item.sort().equals(uploadId))
                .findFirst()
                .or(() -> tables.get(Table.UPLOADS, partition, uploadId))
                .map(item -> new Standing(Records.stored(item, Upload.class), index, uploads.size() == 1));
    }

    private Optional<Item> item(Bucket bucket, String key, String uploadId) {
        return Ids.isOrdered(uploadId) ? tables.get(Table.UPLOADS, partition(bucket, key), uploadId) : Optional.empty();
    }

    /** The keys with uploads in progress as a walk reads them. */
    public KeyWalk.Range<Item> keys(Bucket bucket) {
        return new KeyRange(tables, Table.UPLOAD_KEYS, bucket);
    }

    /** A key's uploads, oldest first, behind {@code afterUploadId} (null for the first): one query. */
    public List<Upload> ofKey(Bucket bucket, String key, @Nullable String afterUploadId, int limit) {
        return tables.query(new Query(Table.UPLOADS, partition(bucket, key), afterUploadId, false, null, limit, false)).stream()
                .map(item -> Records.read(item.value(), Upload.class))
                .toList();
    }

    /** Every upload of a key, oldest first: a query for each 1,000. */
    public void forEachOfKey(Bucket bucket, String key, Consumer<Upload> action) {
        @Nullable String after = null;
        List<Upload> page;
        do {
            page = ofKey(bucket, key, after, PAGE);
            page.forEach(action);
            after = page.isEmpty() ? null : page.get(page.size() - 1).uploadId();
        } while (page.size() == PAGE);
    }

    /**
     * Refuses early what {@link #putPart} would refuse, before a part's bytes are stored: no read, except one of the part that is replaced
     * if there is no room beside it.
     *
     * @param size in bytes
     * @return what the part adds to what its account holds; refused: {@link Refusal.OverQuota}
     */
    public Outcome<Amount> roomFor(Bucket bucket, Upload upload, int number, long size) {
        Outcome<Amount> beside = quotas.ask(bucket, Amount.ofParts(size));
        if (beside.refusal().isEmpty()) {
            return beside;
        }
        return tables.get(Table.PARTS, upload.uploadId(), partSort(number))
                .map(UploadStore::part)
                .map(replaced -> quotas.ask(bucket, Amount.ofParts(size - replaced.size())))
                .orElse(beside);
    }

    /**
     * Makes a part visible in place of one of its number: one commit if there is none and the upload was found recently, otherwise two
     * reads and a commit, and so always if one process has the tables alone, which may be told to let nothing rest. The upload of a new
     * part is looked for before the commit rather than in it: a condition on its item would make DynamoDB refuse parts that arrive
     * together. The sweep lets an ended upload rest before it removes the parts, so a part that slips in between is removed too. A part
     * that replaces another gives its bytes away, which a completion at the same time may be about to use: so it writes the upload's item,
     * too, and of the two that meet one begins again.
     *
     * <p>Its bytes count from here on, so that no account fills its disk with uploads that it never completes.
     *
     * @param pending the promise of the part's blob; null if the end of the upload is what reclaims it
     * @param leaves of no bytes if none are to be kept
     * @return refused: {@link Refusal.NoUpload}, {@link Refusal.OverQuota}, {@link Refusal.Overtaken} if the promise of the part's blob
     *     cannot be withdrawn any more, {@link Refusal.Contended}
     */
    public Outcome<Part> putPart(Bucket bucket, Found upload, Part part, @Nullable PendingBlob pending, byte[] leaves) {
        if (pending == null && !leases.areNone() && upload.isRecent().getAsBoolean() && addPart(bucket, upload.upload(), part, leaves)) {
            return Outcome.done(part);
        }
        return Attempts.upTo(Attempts.FEW, () -> attempt(bucket, upload.upload(), part, pending, leaves))
                .orElseGet(() -> Outcome.refused(new Refusal.Contended()));
    }

    /** Of a number that the upload does not have yet; false if it has, or there may be no room. */
    private boolean addPart(Bucket bucket, Upload upload, Part part, byte[] leaves) {
        Amount more = Amount.ofParts(part.size());
        if (quotas.ask(bucket, more).refusal().isPresent()) {
            return false;
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Put(Table.PARTS, upload.uploadId(), partSort(part.number()), Records.write(part), Condition.ABSENT));
        changes.addAll(LeafStore.put(upload.uploadId(), part, leaves));
        try {
            tables.commit(changes);
        } catch (CommitConflict e) {
            return false;
        }
        meter.count(bucket, upload.key(), more);
        return true;
    }

    /** Empty if another request for the part or the upload was faster. */
    private Optional<Outcome<Part>> attempt(
            Bucket bucket, Upload upload, Part part, @Nullable PendingBlob pending, byte[] leaves) {
        Optional<Item> current = tables.get(Table.PARTS, upload.uploadId(), partSort(part.number()));
        Condition unchanged = current.map(item -> Condition.revision(item.revision())).orElse(Condition.ABSENT);
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Put(Table.PARTS, upload.uploadId(), partSort(part.number()), Records.write(part), unchanged));
        Optional<Part> replaced = current.map(UploadStore::part);
        Amount more = Amount.ofParts(part.size() - replaced.map(Part::size).orElse(0L));
        Outcome<Amount> fits = quotas.ask(bucket, more);
        if (fits.refusal().isPresent()) {
            return fits.refusal().map(Outcome::refused);
        }
        Optional<Item> item = item(bucket, upload.key(), upload.uploadId());
        if (item.isEmpty()) {
            return Optional.of(Outcome.refused(new Refusal.NoUpload(upload.uploadId())));
        }
        if (replaced.isPresent()) {
            changes.add(new Change.Put(Table.UPLOADS, item.get().partition(), item.get().sort(), item.get().value(),
                    Condition.revision(item.get().revision())));
        }
        int contended = changes.size();
        if (pending != null) {
            changes.addAll(reclaim.withdraw(pending));
        }
        replaced.ifPresent(old -> changes.add(reclaim.hand(new Reclaim.Blob(old.blobId(), true))));
        changes.addAll(LeafStore.put(upload.uploadId(), part, leaves));
        try {
            tables.commit(changes);
        } catch (CommitConflict e) {
            return e.failed().stream().anyMatch(index -> index < contended)
                    ? Optional.empty()
                    : Optional.of(Outcome.refused(new Refusal.Overtaken()));
        }
        meter.count(bucket, upload.key(), more);
        return Optional.of(Outcome.done(part));
    }

    /** An upload's parts in order, behind number {@code after}: one query. */
    public List<Part> parts(String uploadId, int after, int limit) {
        return tables.query(new Query(Table.PARTS, uploadId, partSort(after), false, null, limit, false)).stream()
                .map(UploadStore::part)
                .toList();
    }

    /** All parts of an upload in order: a query for each 1,000. */
    public List<Part> parts(String uploadId) {
        List<Part> parts = new ArrayList<>();
        List<Part> page;
        int after = 0;
        do {
            page = parts(uploadId, after, PAGE);
            parts.addAll(page);
            after = page.isEmpty() ? after : page.get(page.size() - 1).number();
        } while (page.size() == PAGE);
        return parts;
    }

    private static Part part(Item item) {
        return Records.read(item.value(), Part.class);
    }

    /** The size of parts together, in bytes. */
    public static long bytes(List<Part> parts) {
        return parts.stream().mapToLong(Part::size).sum();
    }

    /** Removes the items of up to 100 parts, after their blobs were dealt with: one commit. */
    public void deleteParts(String uploadId, List<Part> parts) {
        tables.commit(parts.stream()
                .<Change>map(part -> new Change.Delete(Table.PARTS, uploadId, partSort(part.number()), Condition.NONE))
                .toList());
    }

    /**
     * Ends an upload without an object: a query for each 1,000 parts, two reads and a commit. The parts' bytes are given back at once,
     * since whoever aborts an upload that fills a quota tries again right away.
     *
     * @return refused: {@link Refusal.NoUpload}, {@link Refusal.Contended}
     */
    public Outcome<Ending> abort(Bucket bucket, String key, String uploadId) {
        if (!Ids.isOrdered(uploadId)) {
            return Outcome.refused(new Refusal.NoUpload(uploadId));
        }
        List<Part> parts = parts(uploadId);
        return Attempts.outcome(Attempts.FEW, () -> end(bucket, key, uploadId, null, parts).map(ending -> {
            tables.commit(ending.changes);
            meter.count(bucket, key, ending.more);
            return ending;
        }));
    }

    /**
     * As {@link #abort}, of an upload that was read before.
     *
     * @return false if it was completed or aborted meanwhile
     * @throws MetadataBusy if other uploads of the key began or ended at every attempt
     */
    public boolean abortUnlessEnded(Bucket bucket, Upload upload) {
        Outcome<Ending> outcome = abort(bucket, upload.key(), upload.uploadId());
        if (outcome.isRefused(Refusal.Contended.class)) {
            throw new MetadataBusy();
        }
        return outcome.answer().isPresent();
    }

    /**
     * An upload's end.
     *
     * @param more what its changes add to the bucket's account: less than 0
     */
    public record Ending(List<Change> changes, Amount more) {}

    /**
     * As {@link #end(Bucket, Standing, Content.Parts, List)}, of an upload as it stands now: two or three reads.
     *
     * @return refused: {@link Refusal.NoUpload}
     */
    public Outcome<Ending> end(Bucket bucket, String key, String uploadId, Content.@Nullable Parts completed, List<Part> parts) {
        return standing(bucket, key, uploadId)
                .map(upload -> Outcome.done(end(bucket, upload, completed, parts)))
                .orElseGet(() -> Outcome.refused(new Refusal.NoUpload(uploadId)));
    }

    /**
     * The changes that end an upload, for the commit that completes or aborts it. The upload and the bytes of its parts are counted down
     * with that commit, those that no object uses as well. Parts may arrive or be replaced between the caller's query and the commit: the
     * sweep {@linkplain #settle settles} the difference.
     *
     * @param upload as it stood before the caller read the parts that it uses
     * @param completed what the object made of the upload points to, null if the upload is aborted
     * @param parts all parts of the upload as the caller has read them
     */
    public Ending end(Bucket bucket, Standing upload, Content.@Nullable Parts completed, List<Part> parts) {
        String key = upload.stored().record().key();
        String uploadId = upload.stored().record().uploadId();
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Delete(
                Table.UPLOADS, partition(bucket, key), uploadId, Condition.revision(upload.stored().revision())));
        long bytes = bytes(parts);
        changes.add(reclaim.hand(new Reclaim.Upload(
                uploadId, completed, new Reclaim.GivenBack(bucket.accountId(), bucket.id(), bucket.name(), bytes))));
        upload.index().ifPresent(index -> {
            // Of two that end at the same time the second looks again, so that the last one takes the key's item along.
            Condition noOtherBeganOrEnded = Condition.revision(index.revision());
            changes.add(upload.isOnly()
                    ? new Change.Delete(Table.UPLOAD_KEYS, bucket.id(), key, noOtherBeganOrEnded)
                    : new Change.Put(Table.UPLOAD_KEYS, bucket.id(), key, NOTHING, noOtherBeganOrEnded));
        });
        return new Ending(changes, new Amount(0, -bytes, -1));
    }

    /**
     * Counts the difference between the parts that an ended upload has and those that its end gave back: one commit, and a read of the
     * bucket if there is a difference. It comes before the first part is removed. Of sweeps that meet here, and of those that take up the
     * work of one that died, one counts.
     *
     * @param entry the work as it was read
     * @param parts all parts, of which none was removed if this was not called for the work before
     */
    public void settle(ReclaimQueue.Entry entry, Reclaim.Upload ended, List<Part> parts) {
        Reclaim.GivenBack given = ended.givenBack();
        if (given != null && reclaim.replace(entry, ended.settled())) {
            Amount more = Amount.ofParts(given.bytes() - bytes(parts));
            if (!more.equals(Amount.NOTHING)) {
                buckets.find(given.bucketName())
                        .filter(bucket -> bucket.id().equals(given.bucketId()))
                        .ifPresent(bucket -> meter.count(bucket, null, more));
            }
        }
    }

    private static String partition(Bucket bucket, String key) {
        return bucket.id() + "-" + Ids.digest(key);
    }

    private static String partSort(int number) {
        return "%05d".formatted(number);
    }
}
