package io.coffer.metadata.objects;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import io.coffer.metadata.usage.QuotaCheck;
import io.coffer.metadata.usage.UsageMeter;
import java.util.Optional;

/**
 * Writes that concern one item alone, in buckets that keep no versions: those of objects in place of nothing, or of an object whose bytes
 * lie in its record, and deletions of such an object. Each is one call of the tables, which tells what was there.
 */
final class LoneWrites {

    private final OrderedTables tables;
    private final UsageMeter meter;
    private final QuotaCheck quotas;

    LoneWrites(OrderedTables tables, UsageMeter meter, QuotaCheck quotas) {
        this.tables = tables;
        this.meter = meter;
        this.quotas = quotas;
    }

    /**
     * What became of a write.
     *
     * @param done false if nothing was changed
     * @param inTheWay the object that takes more than one item to replace or remove; empty if none is known
     */
    record Told(boolean done, Optional<Stored<ObjectRecord>> inTheWay) {

        static final Told NOTHING = new Told(false, Optional.empty());
    }

    /** Nothing if other items belong to the object, or there may be no room for one object more. */
    Told put(Bucket bucket, String key, ObjectRecord object) {
        if (bucket.keepsVersions() || !ObjectItems.isWrittenAlone(object)
                || quotas.ask(bucket, Amount.ofObjects(1, object.size())).refusal().isPresent()) {
            return Told.NOTHING;
        }
        return replace(bucket, key, ObjectItems.put(Table.OBJECTS, bucket.id(), key, object, Condition.NONE),
                Amount.ofObjects(1, object.size()));
    }

    /** Nothing in a bucket that keeps versions. */
    Told delete(Bucket bucket, String key) {
        return bucket.keepsVersions()
                ? Told.NOTHING
                : replace(bucket, key, new Change.Delete(Table.OBJECTS, bucket.id(), key, Condition.NONE), Amount.NOTHING);
    }

    private Told replace(Bucket bucket, String key, Change change, Amount more) {
        Replaced replaced = tables.replace(change);
        Optional<Stored<ObjectRecord>> before = replaced.before().map(ObjectItems::stored);
        if (!replaced.done()) {
            return new Told(false, before);
        }
        Amount gone = before.map(stored -> Amount.ofObjects(1, stored.record().size())).orElse(Amount.NOTHING);
        meter.count(bucket, key, more.minus(gone));
        return new Told(true, Optional.empty());
    }
}
