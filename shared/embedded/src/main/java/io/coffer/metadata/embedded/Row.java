package io.coffer.metadata.embedded;

import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The value of a row: eight bytes of revision, then the item's own bytes. */
final class Row {

    private static final int REVISION_BYTES = Long.BYTES;

    private Row() {}

    static byte[] of(long revision, byte[] value) {
        return ByteBuffer.allocate(REVISION_BYTES + value.length).putLong(revision).put(value).array();
    }

    static Item item(String partition, String sort, byte[] row) {
        return new Item(partition, sort, revision(row), Arrays.copyOfRange(row, REVISION_BYTES, row.length));
    }

    /** @param row the row as it is, null if there is none */
    static boolean meets(Condition condition, byte[] row) {
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
