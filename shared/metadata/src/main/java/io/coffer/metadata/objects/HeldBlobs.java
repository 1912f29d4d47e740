package io.coffer.metadata.objects;

import io.coffer.metadata.Content;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a blob became that of the object that it was written for. */
public final class HeldBlobs {

    private static final int PAGE = 1000;

    private final OrderedTables tables;

    public HeldBlobs(OrderedTables tables) {
        this.tables = tables;
    }

    /**
     * Whether a record points to a blob whose writer is certain to commit nothing any more: the key's object, a version of it, or a copy.
     * One read if it is the object; else four and a query, and another one if the key has versions, as often as another writer of the key
     * comes in between.
     *
     * @return empty if others gave the key no rest
     */
    public Optional<Boolean> isHeld(Reclaim.Write write) {
        return Attempts.upTo(Attempts.FEW, () -> {
            Optional<Item> current = current(write);
            if (current.filter(item -> pointsTo(item, write)).isPresent()) {
                return Optional.of(true);
            }
            Optional<String> head = head(write);
            boolean isHeld = isShared(write) || (head.isPresent() && isVersion(write));
            // A version that was looked for in between may have been on its way between the tables.
            boolean hadRest = current.map(Item::revision).equals(current(write).map(Item::revision)) && head.equals(head(write));
            return isHeld || hadRest ? Optional.of(isHeld) : Optional.empty();
        });
    }

    private Optional<Item> current(Reclaim.Write write) {
        return tables.get(Table.OBJECTS, write.bucketId(), write.key());
    }

    private Optional<String> head(Reclaim.Write write) {
        return tables.get(Table.VERSION_KEYS, write.bucketId(), write.key()).map(Item::revision);
    }

    private boolean isShared(Reclaim.Write write) {
        return !tables.query(Query.first(Table.HOLDERS, write.id(), 1)).isEmpty();
    }

    private boolean isVersion(Reclaim.Write write) {
        String partition = KeyVersions.partition(write.bucketId(), write.key());
        Stream<List<Item>> pages = Stream.iterate(
                tables.query(Query.first(Table.VERSIONS, partition, PAGE)),
                page -> !page.isEmpty(),
                page -> tables.query(Query.after(Table.VERSIONS, partition, page.get(page.size() - 1).sort(), PAGE)));
        return pages.flatMap(List::stream).anyMatch(item -> pointsTo(item, write));
    }

    private static boolean pointsTo(Item item, Reclaim.Write write) {
        return ObjectItems.record(item).content() instanceof Content.Blob blob && blob.id().equals(write.id());
    }
}
