package io.coffer.metadata.objects;

import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.contents.ContentIdIndex;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Check;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import io.coffer.metadata.usage.UsageMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes of one commit on a key, and what they add to the key's bucket. Not thread-safe. */
final class ObjectCommit {

    private final ReclaimQueue reclaim;
    private final List<Change> changes = new ArrayList<>();
    private Amount more;
    /** How many of the changes are the write's own. */
    private int own;

    /** @param more what changes add that are joined later */
    ObjectCommit(ReclaimQueue reclaim, Amount more) {
        this.reclaim = reclaim;
        this.more = more;
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    Amount more() {
        return more;
    }

    void add(KeyVersions versions) {
        changes.addAll(versions.changes());
        more = more.plus(versions.amount());
    }

    /** Writes an object in a bucket that keeps no versions. */
    void replace(Bucket bucket, String key, Optional<Stored<ObjectRecord>> current, ObjectRecord object) {
        Condition unchanged = current.map(stored -> Condition.revision(stored.revision())).orElse(Condition.ABSENT);
        changes.add(ObjectItems.put(Table.OBJECTS, bucket.id(), key, object, unchanged));
        current.ifPresent(stored -> discard(stored.record()));
        changes.addAll(ContentIdIndex.enter(bucket, key, object));
        more = more.plus(Amount.ofObjects(
                current.isPresent() ? 0 : 1, object.size() - current.map(stored -> stored.record().size()).orElse(0L)));
    }

    /** Removes an object in a bucket that keeps no versions. */
    void remove(Bucket bucket, String key, Stored<ObjectRecord> current) {
        changes.add(new Change.Delete(Table.OBJECTS, bucket.id(), key, Condition.revision(current.revision())));
        discard(current.record());
        more = more.plus(Amount.ofObjects(-1, -current.record().size()));
    }

    private void discard(ObjectRecord object) {
        changes.addAll(reclaim.discard(object));
        changes.addAll(ContentIdIndex.leave(object));
    }

    /**
     * Adds changes that belong to the write. A check on an item that the write changes anyway (a copy onto its own source) is left out,
     * since a commit may name an item once.
     *
     * @return false if such a check names another revision than the write found
     */
    boolean join(List<Change> together) {
        own = changes.size();
        for (Change change : together) {
            Optional<Change> same = changes.stream()
                    .filter(mine -> change instanceof Check
                            && mine.table() == change.table()
                            && mine.partition().equals(change.partition())
                            && mine.sort().equals(change.sort()))
                    .findFirst();
            if (same.isEmpty()) {
                changes.add(change);
            } else if (!same.get().condition().equals(change.condition())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a commit failed for what the write found under its key, and not only for what was joined to it. */
    boolean isContended(CommitConflict conflict) {
        return conflict.failed().stream().anyMatch(index -> index < own);
    }

    /** @throws CommitConflict if one of the conditions does not hold; then nothing was changed */
    void commit(OrderedTables tables, UsageMeter meter, Bucket bucket, String key) {
        tables.commit(changes);
        meter.count(bucket, key, more);
    }
}
