package io.coffer.metadata.objects;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What writes left in buckets that were deleted at the same time. Such a write is not acknowledged, and nothing finds what it wrote by its
 * bucket any more.
 */
public final class RemainsStore {

    private static final int PAGE = 100;

    private final OrderedTables tables;
    private final ReclaimQueue reclaim;

    public RemainsStore(ReclaimQueue reclaim) {
        this.tables = reclaim.tables();
        this.reclaim = reclaim;
    }

    /**
     * Removes whatever is in a bucket that is gone: a read, and three queries if there is nothing. Each object, version and upload takes a
     * commit.
     */
    public void remove(Reclaim.Bucket gone) {
        boolean isThere = tables.get(Table.BUCKETS, gone.name(), Bucket.SORT)
                .map(item -> Records.read(item.value(), Bucket.class))
                .filter(bucket -> bucket.id().equals(gone.id()))
                .isPresent();
        if (isThere) {
            return;
        }
        forEach(Table.OBJECTS, gone.id(), this::removeObject);
        forEach(Table.VERSION_KEYS, gone.id(), key -> {
            forEach(Table.VERSIONS, KeyVersions.partition(gone.id(), key.sort()),
                    version -> remove(Table.VERSIONS, version, this::content));
            remove(Table.VERSION_KEYS, key, item -> List.of());
        });
        forEach(Table.UPLOAD_KEYS, gone.id(), key -> {
            forEach(Table.UPLOADS, KeyVersions.partition(gone.id(), key.sort()), upload -> remove(Table.UPLOADS, upload,
                    item -> List.of(reclaim.hand(new Reclaim.Upload(item.sort(), null, null)))));
            remove(Table.UPLOAD_KEYS, key, item -> List.of());
        });
    }

    private void removeObject(Item object) {
        remove(Table.OBJECTS, object, this::content);
    }

    private List<Change> content(Item item) {
        ObjectRecord object = ObjectItems.record(item);
        return object.isDeleteMarker() ? List.of() : reclaim.discard(object);
    }

    private void forEach(Table table, String partition, Consumer<Item> action) {
        Query first = Query.first(table, partition, PAGE);
        for (List<Item> items = tables.query(first); !items.isEmpty(); items = tables.query(first)) {
            items.forEach(action);
        }
    }

    /** @param together what belongs to the removal */
    private void remove(Table table, Item item, Function<Item, List<Change>> together) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Delete(table, item.partition(), item.sort(), Condition.revision(item.revision())));
        changes.addAll(together.apply(item));
        try {
            tables.commit(changes);
        } catch (CommitConflict e) {
            // Another sweep was faster, or a writer is at it: the next query tells.
        }
    }
}
