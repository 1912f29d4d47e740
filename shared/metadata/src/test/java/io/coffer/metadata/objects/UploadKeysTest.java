package io.coffer.metadata.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumType;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Upload;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The item of a key with uploads in progress, which keeps its bucket from being deleted, goes with the last of them. */
class UploadKeysTest {

    private final Clock clock = Clock.systemUTC();
    private final OrderedTables tables = new MemoryTables();
    private final Stores stores = Stores.over(tables, clock);
    private final UploadStore uploads = stores.uploads();
    private Bucket bucket;

    @BeforeEach
    void createBucket() {
        stores.accounts().create("1", "one", Plan.PRO);
        bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    private String begin() {
        Upload upload = new Upload("key", Ids.ordered(clock.millis()), clock.millis(), Map.of(), Map.of(), null,
                ChecksumType.FULL_OBJECT, "1", "1", Map.of(), null, null);
        return uploads.create(bucket, upload).orElseThrow().uploadId();
    }

    private UploadStore.Ending end(String uploadId) {
        return uploads.end(bucket, "key", uploadId, null, List.of()).orElseThrow();
    }

    @Test
    void uploadsThatEndAtTheSameTimeLeaveNoKeyBehind() {
        String one = begin();
        String other = begin();
        UploadStore.Ending first = end(one);
        UploadStore.Ending second = end(other);

        tables.commit(first.changes());
        assertThrows(CommitConflict.class, () -> tables.commit(second.changes()), "it does not know that it is the last");
        tables.commit(end(other).changes());

        assertTrue(tables.query(Query.first(Table.UPLOAD_KEYS, bucket.id(), 1)).isEmpty());
        assertEquals(bucket.id(), stores.buckets().delete(stores.buckets().find("bucket").orElseThrow()).orElseThrow().id());
    }
}
