package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.FileBlobStore;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.content.ContentCipher;
import io.coffer.content.ContentReader;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.content.ObjectPlace;
import io.coffer.content.WrittenContent;
import io.coffer.housekeeping.Scrub.Finding;
import io.coffer.housekeeping.Scrub.State;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Plan;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loss is found even if nothing is left to read, and a round goes on where it was broken off. */
class ScrubTest {

    private static final byte[] BYTES = new byte[1000];

    @TempDir
    Path directory;

    private final Clock clock = Clock.systemUTC();
    private final List<Finding> findings = new ArrayList<>();
    private OrderedTables tables;
    private FileBlobStore blobs;
    private Stores stores;
    private ContentWriter writer;
    private Bucket bucket;

    @BeforeEach
    void open() throws IOException {
        tables = new MemoryTables();
        blobs = FileBlobStore.open(directory.resolve("blobs"));
        stores = Stores.over(tables, clock);
        stores.accounts().createIfAbsent("1", "one", Plan.PRO);
        writer = new ContentWriter(blobs, stores.reclaim(), -1, Runnable::run);
        bucket = create("bucket");
    }

    private Bucket create(String name) {
        return stores.buckets().create(name, "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    @AfterEach
    void close() {
        blobs.close();
        tables.close();
    }

    private State run(State from, Predicate<State> goesOn) {
        ContentReader reader = new ContentReader(new SmallBlobs(tables), stores.manifests(), blobs);
        return new Scrub(stores, reader).run(from, Pace.of(0), new Scrub.Watcher() {

            @Override
            public void found(Finding finding) {
                findings.add(finding);
            }

            @Override
            public boolean reached(State state) {
                return goesOn.test(state);
            }
        });
    }

    private State run() {
        return run(State.BEGINNING, state -> true);
    }

    private Content.Parts putOfParts(String key) throws IOException {
        WrittenContent written = writer.writeObject(
                new ByteArrayInputStream(BYTES), BYTES.length, new ObjectPlace("bucket", "key", false),
                DeclaredDigests.none(), ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        Part part = new Part(1, written.content().id(), written.size(), written.etag(), written.checksum().value(), 1);
        Content.Parts content = stores.manifests().write(Ids.random(), List.of(part));
        ObjectRecord object = new ObjectRecord(
                "etag-1", BYTES.length, 1, Map.of(), Map.of(), null, content, Ids.random(), "1", Map.of(), null, null);
        stores.objects().put(bucket, key, object, current -> true, written.changes()).orElseThrow();
        return content;
    }

    @Test
    void anObjectWhoseListOfPartsIsGoneIsNamed() throws IOException {
        putOfParts("whole");
        stores.manifests().deletePages(putOfParts("listless"));

        State round = run();

        assertEquals(2, round.objects());
        assertEquals(BYTES.length, round.bytes());
        assertEquals(List.of("listless"), findings.stream().map(Finding::key).toList());
        assertTrue(findings.get(0).problem().endsWith("its list names parts of 0 bytes, 1000 were stored"), findings::toString);
    }

    private ObjectRecord small(boolean keepsVersions) throws IOException {
        WrittenContent written = new ContentWriter(blobs, stores.reclaim(), BYTES.length, Runnable::run).writeObject(
                new ByteArrayInputStream(BYTES), BYTES.length, new ObjectPlace("bucket", "key", keepsVersions), DeclaredDigests.none(),
                ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        tables.commit(written.changes());
        return new ObjectRecord(written.etag(), BYTES.length, 1, Map.of(), Map.of(), written.checksum(), written.content(), Ids.random(),
                "1", Map.of(), null, null);
    }

    private void put(String key, ObjectRecord object) {
        stores.objects().put(bucket, key, object, current -> true, List.of()).orElseThrow();
    }

    @Test
    void smallBytesInTheTablesThatAreNotThoseThatWereStoredAreNamed() throws IOException {
        byte[] other = new byte[BYTES.length];
        other[7] = 1;
        put("in-record", small(false));
        ObjectRecord inRecord = small(false);
        put("in-record-damaged", inRecord.withContent(new Content.Inline(inRecord.content().id(), other)));
        put("beside-record", small(true));
        ObjectRecord besideRecord = small(true);
        put("beside-record-damaged", besideRecord);
        tables.commit(List.of(new Change.Put(
                Table.SMALL_BLOBS, besideRecord.content().id(), SmallBlobs.SORT, other, Condition.NONE)));

        assertEquals(4, run().objects());
        assertEquals(List.of("beside-record-damaged", "in-record-damaged"), findings.stream().map(Finding::key).toList());
        assertTrue(findings.get(1).problem().endsWith("its bytes are not those that were stored"), findings::toString);
    }

    @Test
    void aRoundThatIsBrokenOffAfterEachKeyReadsAllOnce() throws IOException {
        Bucket first = bucket;
        for (String name : List.of("another", "bucket", "third")) {
            bucket = name.equals(first.name()) ? first : create(name);
            for (String key : List.of("a", "b", "c")) {
                putOfParts(key);
            }
        }
        List<String> reached = new ArrayList<>();
        State state = State.BEGINNING;
        while (!state.ended()) {
            state = run(state, now -> {
                reached.add(now.bucket() + "/" + now.key());
                return false;
            });
        }
        assertEquals(List.of("another/a", "another/b", "another/c", "bucket/a", "bucket/b", "bucket/c", "third/a", "third/b", "third/c"),
                reached);
        assertEquals(9, state.objects());
        assertEquals(9 * BYTES.length, state.bytes());
        assertEquals(List.of(), findings);
    }

    @Test
    void aRoundGoesOnBehindABucketThatIsGone() throws IOException {
        create("z");
        putOfParts("a");
        State state = run(State.BEGINNING, now -> false);
        assertEquals("a", state.key());
        State gone = new State(state.account(), "gone", state.section(), state.key(), 1, 0, BYTES.length, 0, false);
        assertTrue(run(gone, now -> true).ended());
    }

    @Test
    void aRecordThatIsNoneIsNamedAndTheRestIsRead() throws IOException {
        putOfParts("a");
        putOfParts("c");
        tables.commit(List.of(new Change.Put(Table.OBJECTS, bucket.id(), "b", new byte[] {'{'}, Condition.NONE)));
        State round = run();
        assertEquals(2, round.objects());
        assertEquals(1, findings.size());
        assertTrue(findings.get(0).problem().startsWith("records from 'b' on cannot be read"), findings::toString);
    }
}
