package io.coffer.metadata.objects;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.contents.ContentIdIndex;
import io.coffer.metadata.objects.KeyVersions.Place;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Check;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import io.coffer.metadata.usage.QuotaCheck;
import io.coffer.metadata.usage.UsageMeter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private final QuotaCheck quotas;
    private final Clock clock;
    private final LoneWrites lone;
    private final ObjectLookup lookup;

    /**
     * @param meter told what every commit added or took away
     * @param quotas asked before every commit that adds
     */
    public ObjectStore(OrderedTables tables, BucketStore buckets, ReclaimQueue reclaim, UsageMeter meter, QuotaCheck quotas, Clock clock) {
        this.tables = tables;
        this.buckets = buckets;
        this.reclaim = reclaim;
        this.meter = meter;
        this.quotas = quotas;
        this.clock = clock;
        this.lone = new LoneWrites(tables, meter, quotas);
        this.lookup = new ObjectLookup(tables, reclaim);
    }

    /** The same objects, kept within other bounds. */
    public ObjectStore within(QuotaCheck other) {
        return new ObjectStore(tables, buckets, reclaim, meter, other, clock);
    }

    /** The current object: one read. */
    public Optional<ObjectRecord> find(Bucket bucket, String key) {
        return lookup.find(bucket, key);
    }

    /**
     * The current object, or the one of a version: one read, three for a version, five if there is none.
     *
     * @param versionId null for the current object
     * @return refused: {@link Refusal.NoObject}, {@link Refusal.NoVersion}, {@link Refusal.IsDeleteMarker}, {@link Refusal.NotAVersionId},
     *     {@link Refusal.NeverAtRest}
     */
    public Outcome<ObjectRecord> find(Bucket bucket, String key, @Nullable String versionId) {
        return lookup.find(bucket, key, versionId);
    }

    /**
     * What a write finds under its key.
     *
     * @param versions empty in a bucket that keeps none
     */
    private record Latest(Optional<KeyVersions> versions, Optional<Stored<ObjectRecord>> object) {}

    /** What is known of a key without a read: good for one attempt. */
    private static final class Known {

        private Optional<Stored<ObjectRecord>> object;

        Known(Optional<Stored<ObjectRecord>> object) {
            this.object = object;
        }

        Optional<Stored<ObjectRecord>> take() {
            Optional<Stored<ObjectRecord>> taken = object;
            object = Optional.empty();
            return taken;
        }
    }

    /** A read, two in a bucket that keeps versions. */
    private Latest latest(Bucket bucket, String key, Known known) {
        if (bucket.keepsVersions()) {
            KeyVersions versions = lookup.versions(bucket, key);
            return new Latest(Optional.of(versions), versions.current());
        }
        return new Latest(Optional.empty(), known.take().or(() -> lookup.stored(bucket, key)));
    }

    /**
     * Refuses early what {@link #put} would refuse, before an object's bytes are stored: no read, except one of the object that is replaced
     * if there is no room beside it.
     *
     * @param size in bytes
     * @return what the object adds to what its account holds; refused: {@link Refusal.OverQuota}
     */
    public Outcome<Amount> roomFor(Bucket bucket, String key, long size) {
        Outcome<Amount> beside = quotas.ask(bucket, Amount.ofObjects(1, size));
        if (beside.refusal().isEmpty()) {
            return beside;
        }
        return find(bucket, key)
                .filter(object -> !bucket.keepsVersions())
                .map(replaced -> quotas.ask(bucket, Amount.ofObjects(0, size - replaced.size())))
                .orElse(beside);
    }

    /**
     * Makes an object visible under its key, in place of whatever is there: a read, one commit, a read of the bucket. An object with its
     * bytes in its record, in place of such a one or of none, needs no read before the commit. In a bucket that keeps versions a read
     * more, and two more items in the commit.
     *
     * @param condition of the object that is replaced; decided in the commit
     * @param together changes that belong to the write: small bytes, promises withdrawn, an upload that ends
     * @return the object with its version id; refused: {@link Refusal.ConditionFailed}, {@link Refusal.VersioningBegan},
     *     {@link Refusal.OverQuota}, {@link Refusal.Overtaken} if one of the conditions of {@code together} does not hold,
     *     {@link Refusal.Contended}, and as {@link BucketStore#stillThere}
     */
    public Outcome<ObjectRecord> put(Bucket bucket, String key, ObjectRecord object, ObjectCondition condition, List<Change> together) {
        return put(bucket, key, object, condition, together, Amount.NOTHING);
    }

    /**
     * As {@link #put}, of an object that is made of an upload's parts: the write ends the upload. The parts' bytes are counted already, so
     * that such an object is refused for the number of objects alone.
     */
    public Outcome<ObjectRecord> complete(
            Bucket bucket, String key, ObjectRecord object, ObjectCondition condition, UploadStore.Ending upload) {
        return put(bucket, key, object, condition, upload.changes(), upload.more());
    }

    /** @param besides what the changes of {@code together} add */
    private Outcome<ObjectRecord> put(
            Bucket bucket, String key, ObjectRecord object, ObjectCondition condition, List<Change> together, Amount besides) {
        Known known = new Known(Optional.empty());
        if (together.isEmpty() && !condition.dependsOnObject()) {
            LoneWrites.Told told = lone.put(bucket, key, object);
            if (told.done()) {
                return buckets.stillThere(bucket).map(there -> object);
            }
            known = new Known(told.inTheWay());
        }
        return attempts(bucket, key, object, condition, together, besides, known);
    }

    private Outcome<ObjectRecord> attempts(Bucket bucket, String key, ObjectRecord object, ObjectCondition condition,
            List<Change> together, Amount besides, Known known) {
        return Attempts.upTo(ATTEMPTS, () -> attempt(bucket, key, object, condition, together, besides, known))
                .orElseGet(() -> Outcome.refused(new Refusal.Contended()));
    }

    /** Empty if another writer of the key was faster. */
    private Optional<Outcome<ObjectRecord>> attempt(
            Bucket bucket, String key, ObjectRecord object, ObjectCondition condition, List<Change> together, Amount besides,
            Known known) {
        Latest latest = latest(bucket, key, known);
        Optional<Refusal> refusal = refusal(bucket, latest.object(), condition);
        if (refusal.isPresent()) {
            return refusal.map(Outcome::refused);
        }
        ObjectCommit write = new ObjectCommit(reclaim, besides);
        ObjectRecord written = latest.versions().map(versions -> versions.write(object)).orElse(object);
        latest.versions().ifPresentOrElse(write::add, () -> write.replace(bucket, key, latest.object(), object));
        Outcome<Amount> fits = quotas.ask(bucket, write.more());
        if (fits.refusal().isPresent()) {
            return fits.refusal().map(Outcome::refused);
        }
        if (!write.join(together)) {
            return Optional.empty();
        }
        try {
            write.commit(tables, meter, bucket, key);
        } catch (CommitConflict e) {
            return write.isContended(e)
                    ? Optional.empty()
                    : Optional.of(Outcome.refused(new Refusal.Overtaken()));
        }
        return Optional.of(buckets.stillThere(bucket).map(there -> written));
    }

    /** Why the current object must not be replaced, removed or hidden. */
    private static Optional<Refusal> refusal(Bucket bucket, Optional<Stored<ObjectRecord>> stored, ObjectCondition condition) {
        Optional<ObjectRecord> current = stored.map(Stored::record);
        if (!condition.holds(current)) {
            return Optional.of(new Refusal.ConditionFailed(current));
        }
        // A request that read its bucket before versioning was enabled must not replace a version written since.
        boolean isVersion = !bucket.keepsVersions() && current.filter(object -> object.version() != null).isPresent();
        return isVersion ? Optional.of(new Refusal.VersioningBegan()) : Optional.empty();
    }

    /**
     * Copies an object without touching its bytes: source and copy become holders of one content.
     *
     * @param source the source as it was read
     * @param copy the copy's record, with the source's content and a holder of its own
     * @return as {@link #putWhile}
     */
    public Outcome<ObjectRecord> share(Bucket sourceBucket, String sourceKey, ObjectRecord source, Bucket bucket, String key,
            ObjectRecord copy, ObjectCondition condition) {
        return putWhile(sourceBucket, sourceKey, source, bucket, key, copy, condition,
                List.of(holds(source.content(), source.holder()), holds(copy.content(), copy.holder())));
    }

    /**
     * As {@link #put}, under the condition that an object, another or the one that is replaced, has not changed since it was read: a read
     * more.
     *
     * @return refused, too: {@link Refusal.ObjectChanged} if it has, {@link Refusal.NeverAtRest}; then nothing was written
     */
    public Outcome<ObjectRecord> putWhile(Bucket sourceBucket, String sourceKey, ObjectRecord source, Bucket bucket, String key,
            ObjectRecord object, ObjectCondition condition, List<Change> together) {
        Outcome<ObjectRecord> written = lookup.place(sourceBucket, sourceKey, source).then(now -> {
            List<Change> all = new ArrayList<>(together);
            all.add(new Check(now.table(), now.partition(), now.sort(), now.unchanged()));
            return put(bucket, key, object, condition, all);
        });
        return written.isRefused(Refusal.Overtaken.class) ? Outcome.refused(new Refusal.ObjectChanged()) : written;
    }

    /**
     * Gives an object other headers, metadata or tags in place, as a copy onto itself does: a read and a commit.
     *
     * @return what it is now; refused: {@link Refusal.ObjectChanged} if it changed since it was read, {@link Refusal.ConditionFailed},
     *     {@link Refusal.NeverAtRest}, and as {@link BucketStore#stillThere}
     */
    public Outcome<ObjectRecord> replaceRecord(
            Bucket bucket, String key, ObjectRecord before, ObjectRecord after, ObjectCondition condition) {
        return lookup.place(bucket, key, before).then(now -> {
            Optional<ObjectRecord> current = Optional.of(before);
            if (!condition.holds(current)) {
                return Outcome.refused(new Refusal.ConditionFailed(current));
            }
            try {
                List<Change> changes = new ArrayList<>();
                changes.add(ObjectItems.put(now.table(), now.partition(), now.sort(), after, now.unchanged()));
                if (!Objects.equals(before.cid(), after.cid())) {
                    changes.addAll(ContentIdIndex.leave(before));
                    changes.addAll(ContentIdIndex.enter(bucket, key, after));
                }
                tables.commit(changes);
            } catch (CommitConflict e) {
                return Outcome.refused(new Refusal.ObjectChanged());
            }
            return buckets.stillThere(bucket).map(there -> after);
        });
    }

    /**
     * Removes an object: a read and, if there is one, a commit; without a condition no read if its bytes are in its record. In a bucket
     * that keeps versions it is hidden behind a delete marker instead; a version that is named is removed for good.
     *
     * @param versionId null if none is named
     * @param condition of the current object; not asked if a version is named
     * @return refused: {@link Refusal.ConditionFailed}, {@link Refusal.VersioningBegan}, {@link Refusal.NotAVersionId},
     *     {@link Refusal.NeverAtRest}, {@link Refusal.Contended}, and as {@link BucketStore#stillThere} if a delete marker was made
     */
    public Outcome<DeleteOutcome> delete(Bucket bucket, String key, @Nullable String versionId, ObjectCondition condition) {
        LoneWrites.Told told = versionId != null || condition.dependsOnObject() ? LoneWrites.Told.NOTHING : lone.delete(bucket, key);
        if (told.done()) {
            return Outcome.done(new DeleteOutcome(null, false));
        }
        Known known = new Known(told.inTheWay());
        return Attempts.outcome(ATTEMPTS, () -> {
            ObjectCommit write = new ObjectCommit(reclaim, Amount.NOTHING);
            Outcome<DeleteOutcome> outcome = versionId == null
                    ? remove(bucket, key, condition, write, known)
                    : removeVersion(bucket, key, versionId, write);
            if (write.isEmpty()) {
                return outcome;
            }
            write.commit(tables, meter, bucket, key);
            return outcome.then(done -> versionId == null && done.deleteMarker()
                    ? buckets.stillThere(bucket).map(there -> done)
                    : Outcome.done(done));
        });
    }

    private Outcome<DeleteOutcome> remove(Bucket bucket, String key, ObjectCondition condition, ObjectCommit write, Known known) {
        Latest latest = latest(bucket, key, known);
        Optional<Refusal> refusal = refusal(bucket, latest.object(), condition);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        if (latest.versions().isPresent()) {
            ObjectRecord marker = latest.versions().get().hide(clock.millis());
            write.add(latest.versions().get());
            return Outcome.done(new DeleteOutcome(marker.versionId(), true));
        }
        latest.object().ifPresent(stored -> write.remove(bucket, key, stored));
        return Outcome.done(new DeleteOutcome(null, false));
    }

    private Outcome<DeleteOutcome> removeVersion(Bucket bucket, String key, String versionId, ObjectCommit write) {
        if (!VersionIds.isOne(versionId)) {
            return Outcome.refused(new Refusal.NotAVersionId(versionId));
        }
        return lookup.version(bucket, key, versionId).map(version -> {
            Optional<Place> place = version.place();
            place.ifPresent(found -> {
                version.versions().removeVersion(found);
                write.add(version.versions());
            });
            return new DeleteOutcome(versionId, place.isPresent() && place.get().object().isDeleteMarker());
        });
    }

    /** The current objects of a bucket as a walk reads them. */
    public KeyWalk.Range<Item> range(Bucket bucket) {
        return new KeyRange(tables, Table.OBJECTS, bucket);
    }

    /** An object of {@link #range}. Throws {@link java.io.UncheckedIOException} if it is no record. */
    public static ObjectRecord record(Item item) {
        return ObjectItems.record(item);
    }

    private static Change holds(Content content, String holder) {
        return new Change.Put(Table.HOLDERS, content.id(), holder, new byte[0], Condition.NONE);
    }
}
