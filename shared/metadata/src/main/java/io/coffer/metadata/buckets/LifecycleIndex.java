package io.coffer.metadata.buckets;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which buckets have lifecycle rules, so that carrying them out costs nothing for the others, and when each was last swept. A bucket's
 * entry is written anew in the commit that changes its rules, and then it was not swept yet.
 */
public final class LifecycleIndex {

    private static final String PARTITION = "buckets";

    private final OrderedTables tables;

    public LifecycleIndex(OrderedTables tables) {
        this.tables = tables;
    }

    /**
     * A bucket that has, or had, rules.
     *
     * @param swept when its last whole sweep began, in milliseconds since the epoch; null for none since its rules changed
     * @param progress of a sweep that did not come to its end; null for none since its rules changed or it was swept
     */
    public record Entry(String bucketName, @Nullable Long swept, @Nullable Progress progress, String revision) {}

    /**
     * How far a sweep has come.
     *
     * @param began in milliseconds since the epoch
     * @param walk which of its walks it is in
     * @param prefix of that walk
     * @param after the last key of it that was looked at; null for none
     */
    public record Progress(long began, int walk, String prefix, @Nullable String after) {}

    private record Swept(@Nullable Long swept, @Nullable Progress progress) {}

    /** The change that enters a bucket, for the commit that gives it rules. */
    public static Change enter(String bucketName) {
        return new Change.Put(Table.LIFECYCLES, PARTITION, bucketName, Records.write(new Swept(null, null)), Condition.NONE);
    }

    /** The change that takes a bucket out, for the commit that takes its rules away. */
    public static Change leave(String bucketName) {
        return new Change.Delete(Table.LIFECYCLES, PARTITION, bucketName, Condition.NONE);
    }

    /** Buckets in the order of their names, behind {@code after} (null for the first): one query. */
    public List<Entry> page(@Nullable String after, int limit) {
        return tables.query(Query.after(Table.LIFECYCLES, PARTITION, after, limit)).stream()
                .map(LifecycleIndex::entry)
                .toList();
    }

    private static Entry entry(Item item) {
        Swept swept = Records.read(item.value(), Swept.class);
        return new Entry(item.sort(), swept.swept(), swept.progress(), item.revision());
    }

    /** Notes that a bucket was swept, unless its rules changed since the entry was read: one commit. */
    public void swept(Entry entry, long began) {
        put(entry, new Swept(began, null));
    }

    /** Notes how far a sweep has come, unless the bucket's rules changed since the entry was read: one commit. */
    public void stopped(Entry entry, Progress progress) {
        put(entry, new Swept(entry.swept(), progress));
    }

    private void put(Entry entry, Swept swept) {
        try {
            tables.commit(List.of(new Change.Put(Table.LIFECYCLES, PARTITION, entry.bucketName(), Records.write(swept),
                    Condition.revision(entry.revision()))));
        } catch (CommitConflict e) {
            // Other rules, or another sweep of the same ones: the entry says what comes next.
        }
    }

    /** Drops the entry of a bucket that is gone, unless it changed since it was read: one commit. */
    public void drop(Entry entry) {
        try {
            tables.commit(List.of(
                    new Change.Delete(Table.LIFECYCLES, PARTITION, entry.bucketName(), Condition.revision(entry.revision()))));
        } catch (CommitConflict e) {
            // The bucket was made again and has rules.
        }
    }
}
