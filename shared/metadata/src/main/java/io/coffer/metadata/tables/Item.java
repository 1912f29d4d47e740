package io.coffer.metadata.tables;

import org.jspecify.annotations.Nullable;

/**
 * A stored item.
 *
 * @param revision changes with every write of the item and never comes back, even after a delete and a new put
 * @param data what was put beside the value; null if there is none, and in what a query returns
 */
public record Item(String partition, String sort, String revision, byte[] value, byte @Nullable [] data) {

    /** An item without data. */
    public Item(String partition, String sort, String revision, byte[] value) {
        this(partition, sort, revision, value, null);
    }
}
