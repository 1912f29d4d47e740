package io.coffer.metadata.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumType;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Part;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Upload;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import io.coffer.testkit.ManualClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A part that is replaced while its upload ends: no bytes are given away that an object was made of. */
class ReplacedPartsTest {

    private final ManualClock clock = new ManualClock();
    private final Interrupted tables = new Interrupted();
    private final Stores stores = Stores.over(tables, clock);
    private final UploadStore uploads = stores.uploads();
    private Bucket bucket;
    private Upload upload;

    /** Does something just before a part's commit. */
    private static final class Interrupted implements OrderedTables {

        private final OrderedTables memory = new MemoryTables();
        private Runnable beforePart = () -> {};

        @Override
        public Optional<Item> get(Table table, String partition, String sort) {
            return memory.get(table, partition, sort);
        }

        @Override
        public List<Item> query(Query query) {
            return memory.query(query);
        }

        @Override
        public List<String> commit(List<Change> changes) {
            if (changes.stream().anyMatch(change -> change instanceof Change.Put && change.table() == Table.PARTS)) {
                Runnable once = beforePart;
                beforePart = () -> {};
                once.run();
            }
            return memory.commit(changes);
        }

        @Override
        public Replaced replace(Change change) {
            return memory.replace(change);
        }

        @Override
        public void probe() {
            memory.probe();
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    @BeforeEach
    void begin() {
        stores.accounts().create("1", "one", Plan.PRO);
        stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        bucket = stores.buckets().find("bucket").orElseThrow();
        upload = new Upload("key", Ids.ordered(clock.millis()), clock.millis(), Map.of(), Map.of(), null,
                ChecksumType.FULL_OBJECT, "1", "1", Map.of(), null, null);
        uploads.create(bucket, upload).orElseThrow();
    }

    private Part putPart(int number) {
        return askToPut(number).orElseThrow();
    }

    private Outcome<Part> askToPut(int number) {
        PendingBlob pending = stores.reclaim().promise(Ids.random());
        return uploads.putPart(bucket, new UploadStore.Found(upload, () -> false),
                new Part(number, pending.blobId(), 1, "etag", "sum", clock.millis()), pending, new byte[0]);
    }

    private UploadStore.Standing standing() {
        return uploads.standing(bucket, "key", upload.uploadId()).orElseThrow();
    }

    private List<Change> complete(UploadStore.Standing standing, List<Part> parts) {
        Content.Parts content = stores.manifests().write(upload.uploadId(), parts);
        return uploads.end(bucket, standing, content, parts).changes();
    }

    /** The ids of the blobs that the sweep is to remove. */
    private List<Reclaim> due() {
        return stores.reclaim().oldest(ReclaimQueue.Kind.DUE, Long.MAX_VALUE, 10).stream().map(ReclaimQueue.Entry::work).toList();
    }

    @Test
    void aCompletionDoesNotUseAPartThatWasReplacedSinceItReadTheParts() {
        UploadStore.Standing before = standing();
        Part old = putPart(1);
        Part replacing = putPart(1);

        assertEquals(List.of(new Reclaim.Blob(old.blobId(), true)), due());
        List<Change> completion = complete(before, List.of(old));
        assertThrows(CommitConflict.class, () -> tables.commit(completion));
        tables.commit(complete(standing(), List.of(replacing)));
    }

    @Test
    void aPartReplacesNothingOfAnUploadThatHasEnded() {
        Part old = putPart(1);
        tables.beforePart = () -> tables.commit(complete(standing(), List.of(old)));

        assertEquals(Optional.of(new Refusal.NoUpload(upload.uploadId())), askToPut(1).refusal());
        assertTrue(due().stream().noneMatch(work -> work.equals(new Reclaim.Blob(old.blobId(), true))), () -> due().toString());
    }

    @Test
    void aNewPartKeepsNoCompletionFromItsCommit() {
        Part one = putPart(1);
        List<Change> completion = complete(standing(), List.of(one));
        putPart(2);

        tables.commit(completion);
    }
}
