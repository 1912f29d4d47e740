package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.FileBlobStore;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.content.ContentCipher;
import io.coffer.content.ContentReader;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.content.ObjectPlace;
import io.coffer.content.WrittenContent;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Upload;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.contents.HolderStore;
import io.coffer.metadata.contents.ManifestStore;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import io.coffer.protocol.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sweep removes and what it leaves, on the embedded engine and files. */
class ReclaimSweepTest {

    private static final ObjectCondition ALWAYS = ObjectCondition.NONE;
    private static final int NOTHING_IS_SMALL = -1;
    private static final long ANY_TIME = Long.MAX_VALUE >> 20;

    @TempDir
    Path directory;

    private final Clock clock = Clock.systemUTC();
    private OrderedTables tables;
    private FileBlobStore blobs;
    private ReclaimQueue queue;
    private Stores stores;
    private ObjectStore objects;
    private UploadStore uploads;
    private ManifestStore manifests;
    private ContentWriter writer;
    private ContentReader reader;
    private ReclaimSweep sweep;
    private Bucket bucket;

    @BeforeEach
    void open() throws IOException {
        tables = new MemoryTables();
        blobs = FileBlobStore.open(directory.resolve("blobs"));
        AccountStore accounts = new AccountStore(tables, clock);
        accounts.createIfAbsent("1", "one", Plan.PRO);
        BucketStore buckets = new BucketStore(tables, accounts, clock);
        queue = new ReclaimQueue(tables, clock);
        stores = Stores.over(tables, clock);
        objects = stores.objects();
        uploads = stores.uploads();
        manifests = new ManifestStore(tables);
        writer = new ContentWriter(blobs, queue, NOTHING_IS_SMALL, Runnable::run);
        reader = new ContentReader(new SmallBlobs(tables), manifests, blobs);
        // A rest in the future: everything is due at once.
        sweep = new ReclaimSweep(queue, new HolderStore(tables), manifests, uploads, blobs, clock, () -> Duration.ofHours(-1));
        bucket = buckets.create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    @AfterEach
    void close() {
        blobs.close();
        tables.close();
    }

    @Test
    void removesWhatWasReplacedAndWhatWasDeleted() throws IOException {
        put("key", "first");
        put("key", "second");
        put("other", "third");
        objects.delete(bucket, "other", null, ObjectCondition.NONE).orElseThrow();
        assertEquals(3, stored());

        sweep.run(0);

        assertEquals(1, stored());
        assertEquals("second", get("key"));
    }

    @Test
    void removesWhatWasWrittenIntoABucketThatWasDeletedMeanwhile() throws IOException {
        stores.buckets().delete(stores.buckets().find("bucket").orElseThrow()).orElseThrow();
        for (Versioning versioning : new Versioning[] {null, Versioning.ENABLED}) {
            Bucket asItWas = bucket.withVersioning(versioning);
            WrittenContent written = write("late");
            assertTrue(objects.put(asItWas, "key " + versioning, record(written), ALWAYS, written.changes())
                    .isRefused(Refusal.NoBucket.class));
        }
        assertTrue(uploads.create(bucket, upload("key")).isRefused(Refusal.NoBucket.class));
        assertEquals(2, stored());

        sweep.run(0);
        sweep.run(0);

        assertEquals(0, stored());
        for (Table table : List.of(Table.OBJECTS, Table.VERSION_KEYS, Table.UPLOAD_KEYS)) {
            assertEquals(List.of(), tables.query(Query.first(table, bucket.id(), 1)), table.name());
        }
    }

    @Test
    void leavesABucketThatWasMadeAgain() throws IOException {
        stores.buckets().delete(stores.buckets().find("bucket").orElseThrow()).orElseThrow();
        bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        put("key", "new");

        sweep.run(0);

        assertEquals("new", get("key"));
    }

    @Test
    void leavesSharedContentUntilItsLastHolderIsGone() throws IOException {
        put("source", "shared");
        ObjectRecord source = objects.find(bucket, "source").orElseThrow();
        objects.share(bucket, "source", source, bucket, "copy", record(source.content(), source), ALWAYS).orElseThrow();

        objects.delete(bucket, "source", null, ObjectCondition.NONE).orElseThrow();
        sweep.run(0);
        assertEquals("shared", get("copy"));

        objects.delete(bucket, "copy", null, ObjectCondition.NONE).orElseThrow();
        sweep.run(0);
        assertEquals(0, stored());
    }

    @Test
    void removesTheBlobsOfWritersThatDied() throws IOException {
        WrittenContent abandoned = write("never visible");

        sweep.run(0);
        assertEquals(1, stored(), "a promise as young as this may have a writer");

        sweep.run(ANY_TIME);
        assertEquals(0, stored());
        ObjectRecord late = new ObjectRecord("e", 1, 1, Map.of(), Map.of(), abandoned.checksum(), abandoned.content(), "h", "1",
                Map.of(), null, null);
        assertTrue(objects.put(bucket, "late", late, ALWAYS, abandoned.changes()).isRefused(Refusal.Overtaken.class));
        assertTrue(objects.find(bucket, "late").isEmpty());
    }

    /** A batch is 100 entries of each of the queue's 16 shards. */
    @Test
    void promisesOfWritersThatDiedDoNotKeepWhatIsDueWaiting() throws IOException {
        put("key", "bytes");
        objects.delete(bucket, "key", null, ObjectCondition.NONE).orElseThrow();
        for (int i = 0; i < 16 * 150; i++) {
            queue.promise(Ids.random());
        }
        AtomicInteger asked = new AtomicInteger();

        assertTrue(sweep.run(ANY_TIME, () -> asked.incrementAndGet() > 1) > 0);

        assertEquals(0, stored());
        assertFalse(queue.oldest(ReclaimQueue.Kind.PENDING, 1).isEmpty());
    }

    @Test
    void theBlobsOfProcessesThatDiedAreRemovedWhateverTheClockSays() throws IOException {
        Clock ahead = Clock.offset(clock, Duration.ofHours(2));
        new ContentWriter(blobs, new ReclaimQueue(tables, ahead), NOTHING_IS_SMALL, Runnable::run)
                .writeObject(new ByteArrayInputStream(new byte[1]), 1, new ObjectPlace("bucket", "key", false),
                DeclaredDigests.none(), ChecksumAlgorithm.CRC32, ContentCipher.NONE);

        sweep.abandonAll();
        sweep.run();

        assertEquals(0, stored());
    }

    @Test
    void aBlobThatCannotBeRemovedDoesNotHoldUpTheOthersAndIsTriedAgain() throws IOException {
        for (int i = 0; i < 300; i++) {
            put("key-" + i, "bytes");
        }
        Path stubborn;
        try (Stream<Path> files = Files.walk(directory.resolve("blobs"))) {
            stubborn = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Files.delete(stubborn);
        Path inTheWay = Files.createFile(Files.createDirectory(stubborn).resolve("in-the-way"));
        for (int i = 0; i < 300; i++) {
            objects.delete(bucket, "key-" + i, null, ObjectCondition.NONE).orElseThrow();
        }

        assertEquals(299, sweep.run());
        assertEquals(1, stored(), "what stands in the way");

        Files.delete(inTheWay);
        assertEquals(1, sweep.run());
        assertEquals(0, sweep.run());
        assertEquals(0, stored());
    }

    @Test
    void removesThePartsOfAnAbortedUpload() throws IOException {
        Upload upload = begin("key");
        putPart(upload, 1, "one");
        putPart(upload, 1, "one again");
        putPart(upload, 2, "two");

        uploads.abort(bucket, "key", upload.uploadId()).orElseThrow();
        sweep.run(0);

        assertEquals(0, stored());
        assertEquals(List.of(), uploads.parts(upload.uploadId(), 0, 10));
    }

    @Test
    void leavesThePartsThatACompletedUploadUsesAndRemovesTheOthers() throws IOException {
        Upload upload = begin("key");
        List<Part> used = List.of(putPart(upload, 1, "one"), putPart(upload, 3, "three"));
        putPart(upload, 2, "unused");
        manifests.write(upload.uploadId(), used);
        Content.Parts content = manifests.write(upload.uploadId(), used);
        ObjectRecord object = new ObjectRecord("e-2", 8, 1, Map.of(), Map.of(), null, content, Ids.random(), "1", Map.of(),
                null, null);
        UploadStore.Ending end = uploads.end(
                bucket, "key", upload.uploadId(), content, uploads.parts(upload.uploadId())).orElseThrow();
        objects.complete(bucket, "key", object, ALWAYS, end).orElseThrow();

        sweep.run(0);
        assertEquals(2, stored());
        assertEquals("onethree", get("key"));
        assertEquals(List.of(), uploads.parts(upload.uploadId(), 0, 10));

        objects.delete(bucket, "key", null, ObjectCondition.NONE).orElseThrow();
        sweep.run(0);
        assertEquals(0, stored());
        assertEquals(List.of(), manifests.page(content, 0));
    }

    @Test
    void removesPartsThatNothingNamesWhenTheirUploadHasEnded() throws IOException {
        Upload upload = begin("key");
        writeLost(upload, () -> true);
        Part used = putPart(upload, 1, "used");
        Content.Parts content = manifests.write(upload.uploadId(), List.of(used));
        ObjectRecord object = new ObjectRecord("e-1", 4, 1, Map.of(), Map.of(), null, content, Ids.random(), "1", Map.of(),
                null, null);
        objects.complete(bucket, "key", object, ALWAYS, uploads.end(
                bucket, "key", upload.uploadId(), content, List.of(used)).orElseThrow()).orElseThrow();
        Upload other = begin("other");
        writeLost(other, () -> true);

        sweep.run(0);

        assertEquals("used", get("key"));
        assertEquals(2, stored());
        uploads.abort(bucket, "other", other.uploadId()).orElseThrow();
        sweep.run(0);
        assertEquals(1, stored());
    }

    @Test
    void removesAPartThatBecameVisibleLongAfterItsUploadWasSwept() throws IOException {
        Upload upload = begin("key");
        uploads.abort(bucket, "key", upload.uploadId()).orElseThrow();
        sweep.run(0);
        writeLost(upload, () -> false);

        sweep.run(ANY_TIME);

        assertEquals(0, stored());
    }

    @Test
    void aPartThatIsRefusedDoesNotStayUntilItsUploadEnds() throws IOException {
        Upload upload = begin("key");
        writer.refuse(writeLost(upload, () -> true));

        sweep.run(0);

        assertEquals(0, stored());
    }

    /** A part whose writer dies before it is visible. */
    private WrittenContent writeLost(Upload upload, BooleanSupplier isRecent) throws IOException {
        return writer.writePart(new UploadStore.Found(upload, isRecent), new ByteArrayInputStream(new byte[1]), 1, DeclaredDigests.none(),
                ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
    }

    @Test
    void partsThatSlippedIntoAnEndedUploadAreCountedDownOnceThoughASweepDies() throws IOException {
        Upload upload = begin("key");
        for (int number = 1; number <= 149; number++) {
            putPart(upload, number, "part");
        }
        List<Part> seen = uploads.parts(upload.uploadId());
        Part slippedIn = putPart(upload, 150, "slipped in");
        tables.commit(uploads.end(bucket, "key", upload.uploadId(), null, seen).orElseThrow().changes());
        long before = counted();

        Path blob = blob(slippedIn);
        Files.delete(blob);
        Path inTheWay = Files.createFile(Files.createDirectory(blob).resolve("in-the-way"));
        sweep.run(0);
        assertEquals(50, uploads.parts(upload.uploadId()).size());
        assertEquals(before - "slipped in".length(), counted());

        Files.delete(inTheWay);
        sweep.run(0);
        assertEquals(List.of(), uploads.parts(upload.uploadId()));
        assertEquals(before - "slipped in".length(), counted());
    }

    private long counted() {
        stores.meter().flush();
        return stores.usage().of("1", LocalDate.EPOCH, LocalDate.EPOCH).buckets().get(0).held().bytes();
    }

    private Path blob(Part part) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("blobs"))) {
            return files.filter(file -> file.getFileName().toString().contains(part.blobId())).findFirst().orElseThrow();
        }
    }

    private Upload upload(String key) {
        return new Upload(key, Ids.ordered(clock.millis()), 1, Map.of(), Map.of(), null, ChecksumType.FULL_OBJECT, "1", "1", Map.of(), null,
                null);
    }

    private Upload begin(String key) {
        Upload upload = upload(key);
        uploads.create(bucket, upload).orElseThrow();
        return upload;
    }

    private Part putPart(Upload upload, int number, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        UploadStore.Found found = new UploadStore.Found(upload, () -> true);
        WrittenContent written = writer.writePart(found, new ByteArrayInputStream(bytes), bytes.length, DeclaredDigests.none(),
                ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        Part part = new Part(number, written.content().id(), written.size(), written.etag(), written.checksum().value(), 1);
        uploads.putPart(bucket, found, part, written.pending(), new byte[0]).orElseThrow();
        return part;
    }

    private void put(String key, String text) throws IOException {
        WrittenContent written = write(text);
        objects.put(bucket, key, record(written), ALWAYS, written.changes()).orElseThrow();
    }

    private static ObjectRecord record(WrittenContent written) {
        return new ObjectRecord(written.etag(), written.size(), 1, Map.of(), Map.of(), written.checksum(), written.content(), Ids.random(),
                "1", Map.of(), null, null);
    }

    private static ObjectRecord record(Content content, ObjectRecord like) {
        return new ObjectRecord(like.etag(), like.size(), 2, Map.of(), Map.of(), like.checksum(), content, Ids.random(), "1", Map.of(),
                null, null);
    }

    private WrittenContent write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return writer.writeObject(
                new ByteArrayInputStream(bytes), bytes.length, new ObjectPlace("bucket", "key", false),
                DeclaredDigests.none(), ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
    }

    private String get(String key) throws IOException {
        ObjectRecord object = objects.find(bucket, key).orElseThrow();
        ByteRange whole = new ByteRange(0, object.size() - 1);
        return new String(reader.open(object, whole, ContentCipher.NONE).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** How many blobs there are on disk. */
    private int stored() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("blobs"))) {
            return (int) files.filter(Files::isRegularFile).count();
        }
    }
}
