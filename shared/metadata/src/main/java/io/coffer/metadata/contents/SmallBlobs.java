package io.coffer.metadata.contents;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import java.util.Optional;

/** Bytes of small objects, in a table of their own that is written in the commit of the object's record. */
public final class SmallBlobs {

    public static final String SORT = "bytes";

    private final OrderedTables tables;

    public SmallBlobs(OrderedTables tables) {
        this.tables = tables;
    }

    /** The bytes; empty if the object was replaced or deleted since its record was read. One read. */
    public Optional<byte[]> find(String contentId) {
        return tables.get(Table.SMALL_BLOBS, contentId, SORT).map(Item::value);
    }

    public static Change put(String contentId, byte[] bytes) {
        return new Change.Put(Table.SMALL_BLOBS, contentId, SORT, bytes, Condition.ABSENT);
    }
}
