package io.coffer.metadata.contents;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import java.util.List;

/**
 * Finds objects by their content id. An object enters it in the commit that writes its record, and leaves it in the commit that takes the
 * record away for good; objects without a content id cost nothing.
 */
public final class ContentIdIndex {

    /** Where an object with the content id is, or was a version ago. */
    public record Place(String bucket, String key) {}

    private final OrderedTables tables;

    public ContentIdIndex(OrderedTables tables) {
        this.tables = tables;
    }

    /** Where objects with a content id are, at most {@code limit} of them: one query. */
    public List<Place> find(String cid, int limit) {
        return tables.query(Query.first(Table.CONTENT_IDS, cid, limit)).stream()
                .map(item -> Records.read(item.value(), Place.class))
                .toList();
    }

    /** What belongs to the commit that writes an object. */
    public static List<Change> enter(Bucket bucket, String key, ObjectRecord object) {
        return object.cid() == null ? List.of() : List.of(new Change.Put(
                Table.CONTENT_IDS, object.cid(), object.holder(), Records.write(new Place(bucket.name(), key)), Condition.NONE));
    }

    /** What belongs to the commit that takes an object away. */
    public static List<Change> leave(ObjectRecord object) {
        return object.cid() == null
                ? List.of()
                : List.of(new Change.Delete(Table.CONTENT_IDS, object.cid(), object.holder(), Condition.NONE));
    }
}
