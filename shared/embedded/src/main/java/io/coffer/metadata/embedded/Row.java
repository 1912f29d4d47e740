package io.coffer.metadata.embedded;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Limits;
import io.coffer.metadata.tables.Table;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The value of a row: eight bytes of revision, then the item's own bytes. In the tables whose items may have data, own bytes that begin
 * with NUL have a head: NUL, a byte of flags and the length of the value in four bytes; value and data follow. Earlier versions wrote
 * nothing there that begins with NUL.
 */
final class Row {

    private static final int REVISION_BYTES = Long.BYTES;
    private static final byte HEAD = 0;
    private static final int HEAD_BYTES = 2 + Integer.BYTES;
    private static final int ALONE = 1;
    private static final int WITH_DATA = 2;

    private Row() {}

    static byte[] of(long revision, Change.Put put) {
        byte[] value = put.value();
        boolean needsHead = put.data() != null || put.alone()
                || (Limits.holdsData(put.table()) && value.length > 0 && value[0] == HEAD);
        if (!needsHead) {
            return ByteBuffer.allocate(REVISION_BYTES + value.length).putLong(revision).put(value).array();
        }
        byte[] data = put.data() == null ? new byte[0] : put.data();
        int flags = (put.alone() ? ALONE : 0) | (put.data() == null ? 0 : WITH_DATA);
        return ByteBuffer.allocate(REVISION_BYTES + HEAD_BYTES + value.length + data.length)
                .putLong(revision).put(HEAD).put((byte) flags).putInt(value.length).put(value).put(data).array();
    }

    private static boolean hasHead(Table table, byte[] row) {
        return Limits.holdsData(table) && row.length > REVISION_BYTES && row[REVISION_BYTES] == HEAD;
    }

    private static boolean is(int flag, byte[] row) {
        return (row[REVISION_BYTES + 1] & flag) != 0;
    }

    /** The item with its data. */
    static Item item(Table table, String partition, String sort, byte[] row) {
        if (!hasHead(table, row)) {
            return new Item(partition, sort, revision(row), Arrays.copyOfRange(row, REVISION_BYTES, row.length));
        }
        Item listed = listed(table, partition, sort, row);
        byte[] data = is(WITH_DATA, row)
                ? Arrays.copyOfRange(row, REVISION_BYTES + HEAD_BYTES + listed.value().length, row.length)
                : null;
        return new Item(partition, sort, listed.revision(), listed.value(), data);
    }

    /** The item without its data. */
    static Item listed(Table table, String partition, String sort, byte[] row) {
        if (!hasHead(table, row)) {
            return item(table, partition, sort, row);
        }
        int begin = REVISION_BYTES + HEAD_BYTES;
        int length = ByteBuffer.wrap(row).getInt(REVISION_BYTES + 2);
        return new Item(partition, sort, revision(row), Arrays.copyOfRange(row, begin, begin + length));
    }

    /** @param row null if there is none */
    static boolean mayBeReplaced(Table table, byte @Nullable [] row) {
        return row == null || (hasHead(table, row) && is(ALONE, row));
    }

    /** @param row the row as it is, null if there is none */
    static boolean meets(Condition condition, byte @Nullable [] row) {
        if (condition instanceof Condition.Absent) {
            return row == null;
        }
        if (condition instanceof Condition.Revision expected) {
            return row != null && revision(row).equals(expected.revision());
        }
        return true;
    }

    private static String revision(byte[] row) {
        return revision(ByteBuffer.wrap(row).getLong());
    }

    /** As callers know it. */
    static String revision(long revision) {
        return Long.toHexString(revision);
    }
}
