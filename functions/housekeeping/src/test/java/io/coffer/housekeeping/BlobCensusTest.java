package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.FileBlobStore;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.content.ContentCipher;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.content.ObjectPlace;
import io.coffer.content.WrittenContent;
import io.coffer.housekeeping.BlobCensus.Report;
import io.coffer.housekeeping.Scrub.Finding;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Upload;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An orphan is what nothing names, and nothing else is. */
class BlobCensusTest {

    private static final byte[] BYTES = new byte[1000];
    private static final String ORPHAN = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    private final Clock clock = Clock.systemUTC();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> orphans = new ArrayList<>();
    private Runnable afterTheLook = () -> {};
    private EmbeddedTables tables;
    private FileBlobStore blobs;
    private Stores stores;
    private ContentWriter writer;
    private Bucket bucket;

    @BeforeEach
    void open() throws IOException {
        tables = EmbeddedTables.open(directory.resolve("tables"));
        blobs = FileBlobStore.open(directory.resolve("blobs"));
        stores = Stores.over(tables, clock);
        stores.accounts().createIfAbsent("1", "one", Plan.PRO);
        writer = new ContentWriter(blobs, stores.reclaim(), -1, Runnable::run);
        bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    @AfterEach
    void close() {
        blobs.close();
        tables.close();
    }

    private Report run(boolean withLengths) throws IOException {
        BlobCensus census = BlobCensus.ofMoments(blobs, () -> {
            OrderedTables moment = tables.atThisMoment();
            afterTheLook.run();
            return moment;
        }, stores, clock);
        return census.run(withLengths, new BlobCensus.Watcher() {

            @Override
            public void found(Finding finding) {
                findings.add(finding);
            }

            @Override
            public void orphan(String id, long length) {
                orphans.add(id);
            }
        });
    }

    private WrittenContent write() {
        try {
            return writer.writeObject(
                    new ByteArrayInputStream(BYTES), BYTES.length, new ObjectPlace("bucket", "key", false),
                    DeclaredDigests.none(), ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String put(String key) {
        WrittenContent written = write();
        ObjectRecord object = new ObjectRecord("etag", BYTES.length, 1, Map.of(), Map.of(), null, written.content(), Ids.random(), "1",
                Map.of(), null, null);
        stores.objects().put(bucket, key, object, current -> true, written.changes()).orElseThrow();
        return written.content().id();
    }

    private void delete(String key) {
        stores.objects().delete(bucket, key, null, ObjectCondition.NONE).orElseThrow();
    }

    private void orphan() throws IOException {
        blobs.write(ORPHAN, new ByteArrayInputStream(BYTES), BYTES.length, () -> {});
    }

    private Path file(String id) {
        return directory.resolve("blobs").resolve(id.substring(0, 1)).resolve(id.substring(1, 2)).resolve(id);
    }

    @Test
    void whatRecordsPartsNotesAndTheQueueNameIsNoOrphan() throws IOException {
        put("kept");
        put("deleted");
        delete("deleted");
        write();
        Upload upload = new Upload("upload", Ids.ordered(1), 1, Map.of(), Map.of(), null, ChecksumType.FULL_OBJECT, "1", "1", Map.of(),
                null, Map.of());
        stores.uploads().create(bucket, upload).orElseThrow();
        WrittenContent part = write();
        stores.uploads().putPart(bucket, new UploadStore.Found(upload, () -> false),
                new Part(1, part.content().id(), BYTES.length, "etag", "", 1), part.pending(), new byte[0]).orElseThrow();
        writer.writePart(new UploadStore.Found(upload, () -> true), new ByteArrayInputStream(BYTES), BYTES.length, DeclaredDigests.none(),
                ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        orphan();

        Report report = run(true);

        assertEquals(List.of(ORPHAN), orphans);
        assertEquals(new Report(6, 0, 1, Files.size(file(ORPHAN)), true), report);
        assertEquals(List.of(), findings);
    }

    @Test
    void whatComesAndGoesDuringTheLookIsNoOrphan() throws IOException {
        orphan();
        put("moved");
        put("deleted");
        afterTheLook = () -> {
            put("new");
            write();
            delete("deleted");
        };
        run(false);
        assertEquals(List.of(ORPHAN), orphans);
    }

    @Test
    void missingBlobsAndThoseOfAnotherLengthAreFound() throws IOException {
        Files.delete(file(put("missing")));
        Files.write(file(put("short")), new byte[10]);
        put("whole");

        Report report = run(true);

        assertEquals(List.of("missing", "short"), findings.stream().map(Finding::key).toList());
        assertTrue(findings.get(0).problem().startsWith("its bytes are missing"), findings::toString);
        assertTrue(findings.get(1).problem().endsWith("10 bytes are stored of one that has 1000"), findings::toString);
        assertEquals(2, report.findings());
    }

    @Test
    void whatIsMissingBecauseItWasDeletedIsNoFinding() throws IOException {
        String id = put("deleted");
        afterTheLook = () -> {
            delete("deleted");
            file(id).toFile().delete();
        };
        run(true);
        assertEquals(List.of(), findings);
    }

    @Test
    void noOrphanIsKnownIfARecordCannotBeRead() throws IOException {
        orphan();
        tables.commit(List.of(new Change.Put(Table.OBJECTS, bucket.id(), "b", new byte[] {'{'}, Condition.NONE)));

        Report report = run(false);

        assertFalse(report.complete());
        assertEquals(List.of(), orphans);
    }

    @Test
    void anOrphanThatIsSetAsideCanBePutBack() throws IOException {
        orphan();
        blobs.setAside(ORPHAN, "Nothing named it.");
        run(false);
        assertEquals(List.of(), orphans);
        Path aside = directory.resolve("blobs").resolve("quarantine");
        assertEquals("It was 0/1/" + ORPHAN + ". Nothing named it.\n", Files.readString(aside.resolve(ORPHAN + ".txt")));
        Files.move(aside.resolve(ORPHAN), file(ORPHAN));
        run(false);
        assertEquals(List.of(ORPHAN), orphans);
    }
}
