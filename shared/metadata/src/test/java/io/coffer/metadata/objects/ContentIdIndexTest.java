package io.coffer.metadata.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.contents.ContentIdIndex;
import io.coffer.metadata.contents.ContentIdIndex.Place;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An object is in the index for as long as its record is there. */
class ContentIdIndexTest {

    private final OrderedTables tables = new MemoryTables();
    private final Stores stores = Stores.over(tables, Clock.systemUTC());
    private final ContentIdIndex index = new ContentIdIndex(tables);

    ContentIdIndexTest() {
        stores.accounts().createIfAbsent("1", "one", Plan.PRO);
        stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    private Bucket bucket() {
        return stores.buckets().find("bucket").orElseThrow();
    }

    private ObjectRecord put(String key, String cid) {
        return put(key, cid, ObjectCondition.NONE);
    }

    private ObjectRecord put(String key, String cid, ObjectCondition condition) {
        ObjectRecord object = new ObjectRecord("etag", 1, 1, Map.of(), Map.of(), null, new Content.Blob(Ids.random()), Ids.random(), "1",
                Map.of(), null, null).withCid(cid);
        return stores.objects().put(bucket(), key, object, condition, List.of()).answer().orElse(null);
    }

    private void delete(String key, String versionId) {
        stores.objects().delete(bucket(), key, versionId, ObjectCondition.NONE).orElseThrow();
    }

    private List<String> keys(String cid) {
        return index.find(cid, 10).stream().map(Place::key).sorted().toList();
    }

    @Test
    void everyObjectIsFoundUntilItIsReplacedOrDeleted() {
        put("a", "one");
        put("b", "one");
        assertEquals(List.of("a", "b"), keys("one"));
        put("a", "two");
        assertEquals(List.of("b"), keys("one"));
        assertEquals(List.of("a"), keys("two"));
        put("a", "two");
        assertEquals(List.of("a"), keys("two"));
        put("a", null);
        delete("b", null);
        assertTrue(keys("one").isEmpty() && keys("two").isEmpty());
    }

    @Test
    void aWriteThatIsRefusedEntersNothing() {
        put("a", "one");
        put("a", "two", current -> false);
        assertEquals(List.of("a"), keys("one"));
        assertEquals(List.of(), keys("two"));
    }

    @Test
    void anotherIdInPlaceTakesTheFirstsPlace() {
        ObjectRecord object = put("a", "one");
        stores.objects().replaceRecord(bucket(), "a", object, object.withCid("two"), ObjectCondition.NONE).orElseThrow();
        assertEquals(List.of(), keys("one"));
        assertEquals(List.of("a"), keys("two"));
    }

    @Test
    void aVersionIsFoundUntilItIsRemoved() {
        stores.buckets().putVersioning(bucket(), Versioning.ENABLED).orElseThrow();
        String first = put("a", "one").versionId();
        put("a", "two");
        delete("a", null);
        assertEquals(List.of("a"), keys("one"));
        assertEquals(List.of("a"), keys("two"));
        delete("a", first);
        assertEquals(List.of(), keys("one"));
        assertEquals(List.of("a"), keys("two"));
    }

    @Test
    void whatALifecycleRuleRemovesIsNotFound() {
        ObjectRecord object = put("a", "one");
        assertTrue(stores.expiry().expire(bucket(), "a", object));
        assertEquals(List.of(), keys("one"));
    }
}
