package io.coffer.metadata.tables;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ordered tables with conditional commits: what DynamoDB gives and an embedded engine can give too. An item is addressed by a table, a
 * partition and a sort key; the items of a partition are ordered by the UTF-8 bytes of their sort keys. Reads see every commit that has
 * returned. Thread-safe.
 *
 * <p>Limits, those of DynamoDB: a partition is 1 to 2,048 bytes without NUL, a sort key 1 to 1,024 bytes, an item 400 KB, a commit
 * 100 changes of 4 MB together and no item twice.
 */
public interface OrderedTables extends AutoCloseable {

    Optional<Item> get(Table table, String partition, String sort);

    /** The items in the query's range, in its direction, at most its limit; fewer only if the range ends. */
    List<Item> query(Query query);

    /**
     * Reads several ranges of a partition, one behind the other. An engine may show all of them as they were when the reader was made. The
     * thread that asked for the reader closes it.
     *
     * @param to where the last range ends (exclusive), null for the partition's end
     */
    default RangeReader reader(Table table, String partition, @Nullable String to) {
        return (from, fromInclusive, limit) -> query(new Query(table, partition, from, fromInclusive, to, limit, false));
    }

    /**
     * Applies all changes or none, durably on return.
     *
     * @return the revisions of the items that were put, in the order of their changes
     * @throws CommitConflict if a change's condition does not hold
     * @throws MetadataBusy if contention or throttling outlasted the engine's own retries; nothing was applied
     */
    List<String> commit(List<Change> changes);

    /**
     * Puts or deletes one item in place of nothing, or of an item that stands {@linkplain Change.Put#alone alone}, which need not be read
     * before.
     *
     * @param change without a condition
     * @return what was there. If the engine's answer was lost, and the change was found to have been made, that is not known any more, and
     *     empty
     * @throws MetadataBusy as {@link #commit}
     */
    Replaced replace(Change change);

    /** Up to how many bytes it pays to keep as the data of an item, although queries have to pass over them. */
    default int dataLimit() {
        return 4 << 10;
    }

    /**
     * How long a process goes on with what it read of a bucket, and so how long a change of a bucket waits before it is told. The same in
     * every process that has the tables; none if that is one process alone.
     */
    default Duration bucketLease() {
        return Duration.ZERO;
    }

    /** Asks the engine for a sign of life, for the readiness check. Throws what a read would throw. */
    void probe();

    @Override
    void close();
}
