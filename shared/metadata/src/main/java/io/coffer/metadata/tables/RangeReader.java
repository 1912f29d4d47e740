package io.coffer.metadata.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads ranges of a partition in ascending order: {@link OrderedTables#reader}. */
public interface RangeReader extends AutoCloseable {

    /**
     * The next items, at most {@code limit}; fewer only if there are no more.
     *
     * @param from where the range begins, null for the partition's start; not before what was read
     * @param fromInclusive whether an item at {@code from} belongs to it
     */
    List<Item> read(@Nullable String from, boolean fromInclusive, int limit);

    /** Engines that hold nothing open have nothing to close. */
    @Override
    default void close() {}
}
