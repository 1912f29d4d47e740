package io.coffer.metadata.tables;

import org.jspecify.annotations.Nullable;

/**
 * A range of one partition's sort keys in UTF-8 byte order.
 *
 * @param from where the range begins, null for the partition's start
 * @param fromInclusive whether an item at {@code from} belongs to it
 * @param to where the range ends (exclusive), null for the partition's end
 * @param limit the most items to return, at least 1
 * @param descending last key first; {@code from} stays the lower and {@code to} the upper bound
 */
public record Query(
        Table table, String partition, @Nullable String from, boolean fromInclusive, @Nullable String to, int limit, boolean descending) {

    /** The first items of a partition. */
    public static Query first(Table table, String partition, int limit) {
        return new Query(table, partition, null, true, null, limit, false);
    }

    /** The first items behind {@code after} (exclusive; null for the start). */
    public static Query after(Table table, String partition, @Nullable String after, int limit) {
        return new Query(table, partition, after, false, null, limit, false);
    }
}
