package io.coffer.metadata.objects;

import io.coffer.metadata.Content;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;

/** Objects as items of {@link Table#OBJECTS} and {@link Table#VERSIONS}: the record is the value, bytes that lie in it are the data. */
final class ObjectItems {

    private ObjectItems() {}

    /** Throws {@link java.io.UncheckedIOException} if it is no record. */
    static ObjectRecord record(Item item) {
        ObjectRecord object = Records.read(item.value(), ObjectRecord.class);
        return object.content() instanceof Content.Inline inline && item.data() != null
                ? object.withContent(new Content.Inline(inline.id(), item.data()))
                : object;
    }

    static Stored<ObjectRecord> stored(Item item) {
        return new Stored<>(record(item), item.revision());
    }

    static Change.Put put(Table table, String partition, String sort, ObjectRecord object, Condition condition) {
        byte[] data = object.content() instanceof Content.Inline inline
                ? inline.bytes().orElseThrow(() -> new IllegalStateException("the record was read without its bytes"))
                : null;
        boolean alone = table == Table.OBJECTS && standsAlone(object);
        return new Change.Put(table, partition, sort, Records.write(object), data, alone, condition);
    }

    /** Whether nothing else has to change if the object is written in place of nothing; of one with a blob, that nothing withdraws. */
    static boolean isWrittenAlone(ObjectRecord object) {
        return standsAlone(object) || (object.content() instanceof Content.Blob && object.version() == null && object.cid() == null);
    }

    /** Whether nothing else has to change if the object is replaced or removed in a bucket that keeps no versions. */
    static boolean standsAlone(ObjectRecord object) {
        return object.content() instanceof Content.Inline && object.version() == null && object.cid() == null;
    }
}
