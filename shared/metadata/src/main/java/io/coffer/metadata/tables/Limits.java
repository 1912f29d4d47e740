package io.coffer.metadata.tables;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The limits of {@link OrderedTables}, checked alike by every engine before it acts. They are DynamoDB's (Developer Guide, Quotas); what
 * breaks one is a fault of the caller and an {@link IllegalArgumentException}.
 */
public final class Limits {

    public static final int PARTITION_BYTES = 2_048;
    public static final int SORT_BYTES = 1_024;
    public static final int COMMIT_CHANGES = 100;

    private static final int ITEM_BYTES = 400 * 1_024;
    private static final int COMMIT_BYTES = 4 * 1_024 * 1_024;
    /** DynamoDB counts an item's attribute names, and its revision, to its size. */
    private static final int ITEM_OVERHEAD = 64;

    private Limits() {}

    /** The partition's UTF-8 bytes. */
    public static byte[] partition(String partition) {
        byte[] bytes = utf8(partition);
        require(bytes.length >= 1 && bytes.length <= PARTITION_BYTES, "a partition is 1 to 2,048 bytes");
        require(partition.indexOf('\0') < 0, "a partition has no NUL");
        return bytes;
    }

    /** The sort key's UTF-8 bytes. */
    public static byte[] sort(String sort) {
        byte[] bytes = utf8(sort);
        require(bytes.length >= 1 && bytes.length <= SORT_BYTES, "a sort key is 1 to 1,024 bytes");
        return bytes;
    }

    /** The UTF-8 bytes of a text that is whole: an unpaired surrogate has none, and would fall together with another key. */
    public static byte[] utf8(String text) {
        try {
            var buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a key is Unicode text without unpaired surrogates", e);
        }
    }

    /** Checks a whole commit: its number of changes, their keys and sizes, and that no item is in it twice. */
    public static void check(List<Change> changes) {
        require(changes.size() <= COMMIT_CHANGES, "a commit has at most 100 changes");
        Set<List<Object>> items = new HashSet<>();
        long total = 0;
        for (Change change : changes) {
            require(items.add(List.of(change.table(), change.partition(), change.sort())), "a commit changes an item once");
            long size = (long) partition(change.partition()).length + sort(change.sort()).length + ITEM_OVERHEAD;
            if (change instanceof Change.Put put) {
                size += put.value().length + (put.data() == null ? 0 : put.data().length);
                require(put.data() == null || holdsData(put.table()), "no item of the table has data");
                require(size <= ITEM_BYTES, "an item is at most 400 KB");
            }
            total += size;
        }
        require(total <= COMMIT_BYTES, "a commit is at most 4 MB");
    }

    /** Whether items of a table may have data. */
    public static boolean holdsData(Table table) {
        return table == Table.OBJECTS || table == Table.VERSIONS;
    }

    /** Checks a change that is made without a condition. */
    public static void checkReplacement(Change change) {
        check(List.of(change));
        require(change.condition() instanceof Change.Condition.None && !(change instanceof Change.Check),
                "what is replaced is put or deleted without a condition");
    }

    /** Checks a query's partition and limit; its bounds may be any text. */
    public static void check(Query query) {
        partition(query.partition());
        require(query.limit() >= 1, "a query's limit is at least 1");
    }

    private static void require(boolean met, String rule) {
        if (!met) {
            throw new IllegalArgumentException(rule);
        }
    }
}
