package io.coffer.standalone.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.StartFailure;
import io.coffer.blobs.FileBlobStore;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.content.ContentCipher;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.content.ObjectPlace;
import io.coffer.content.WrittenContent;
import io.coffer.housekeeping.Scrub;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.standalone.data.InstallationParts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not damaged can be served again, and what is lost is named. */
class RepairTest {

    private static final byte[] BYTES = new byte[200_000];

    @TempDir
    Path directory;

    private final List<String> lost = new ArrayList<>();
    private Path source;
    private Path target;
    private Path blobOfA;
    private Path blobOfB;

    @BeforeEach
    void fill() throws IOException {
        source = Files.createDirectory(directory.resolve("data"));
        target = directory.resolve("repaired");
        try (EmbeddedTables tables = EmbeddedTables.open(source.resolve("metadata"));
                FileBlobStore blobs = FileBlobStore.open(source.resolve("blobs"))) {
            new InstallationParts(source, true, true).requireSame(tables);
            FileMasterKey.in(source, tables).openOrMake();
            Stores stores = Stores.over(tables, Clock.systemUTC());
            stores.accounts().createIfAbsent("1", "one", Plan.PRO);
            Bucket bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
            ContentWriter writer = new ContentWriter(blobs, stores.reclaim(), -1, Runnable::run);
            blobOfA = put("a", bucket, stores, writer, blobs);
            blobOfB = put("b", bucket, stores, writer, blobs);
            put("c", bucket, stores, writer, blobs);
        }
    }

    private static Path put(String key, Bucket bucket, Stores stores, ContentWriter writer, FileBlobStore blobs) throws IOException {
        WrittenContent written = writer.writeObject(
                new ByteArrayInputStream(BYTES), BYTES.length, new ObjectPlace("bucket", "key", false),
                DeclaredDigests.none(), ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        ObjectRecord object = new ObjectRecord(written.etag(), BYTES.length, 1, Map.of(), Map.of(), written.checksum(), written.content(),
                Ids.random(), "1", Map.of(), null, null);
        stores.objects().put(bucket, key, object, current -> true, written.changes()).orElseThrow();
        return blobs.file(written.content().id());
    }

    private Repair.Report repair() {
        return new Repair(source, target).run(new Scrub.Watcher() {

            @Override
            public void found(Scrub.Finding finding) {
                lost.add(finding.key());
            }

            @Override
            public boolean reached(Scrub.State state) {
                return true;
            }
        });
    }

    @Test
    void whatIsLostIsNamedAndTheRestCanBeOpened() throws IOException {
        Files.delete(source.resolve("metadata/CURRENT"));
        Files.delete(blobOfA);
        byte[] bytes = Files.readAllBytes(blobOfB);
        bytes[70_000] = 1;
        Files.write(blobOfB, bytes);

        Repair.Report report = repair();

        assertEquals(List.of("a", "b"), lost);
        assertEquals(3, report.read().objects());
        assertFalse(report.isKeyMissing());
        assertTrue(report.tables().isOrderKnown());
        InstallationParts parts = new InstallationParts(target, true, true);
        parts.requireMounted();
        try (EmbeddedTables tables = EmbeddedTables.open(target.resolve("metadata"))) {
            parts.requireSame(tables);
        }
        assertEquals(Files.readString(source.resolve("installation")), Files.readString(target.resolve("installation")));
        assertTrue(Files.notExists(source.resolve("metadata/CURRENT")));
    }

    /** Stores an object whose bytes lie in its record. */
    private static ObjectRecord small(FileBlobStore blobs, Stores stores) throws IOException {
        byte[] bytes = {1, 2, 3};
        WrittenContent written = new ContentWriter(blobs, stores.reclaim(), 1000, Runnable::run).writeObject(
                new ByteArrayInputStream(bytes), bytes.length, new ObjectPlace("bucket", "key", false), DeclaredDigests.none(),
                ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        return new ObjectRecord(written.etag(), bytes.length, 1, Map.of(), Map.of(), written.checksum(), written.content(), Ids.random(),
                "1", Map.of(), null, null);
    }

    @Test
    void bytesInRecordsAreBroughtOutAndThoseThatAreDamagedAreNamed() throws IOException {
        try (EmbeddedTables tables = EmbeddedTables.open(source.resolve("metadata"));
                FileBlobStore blobs = FileBlobStore.open(source.resolve("blobs"))) {
            Stores stores = Stores.over(tables, Clock.systemUTC());
            Bucket bucket = stores.buckets().find("bucket").orElseThrow();
            stores.objects().put(bucket, "small", small(blobs, stores), current -> true, List.of()).orElseThrow();
            ObjectRecord damaged = small(blobs, stores);
            stores.objects().put(bucket, "small-damaged", damaged.withContent(new Content.Inline(damaged.content().id(), new byte[3])),
                    current -> true, List.of()).orElseThrow();
        }
        try (Stream<Path> files = Files.list(source.resolve("metadata"))) {
            for (Path manifest : files.filter(file -> file.getFileName().toString().startsWith("MANIFEST-")).toList()) {
                Files.delete(manifest);
            }
        }

        Repair.Report report = repair();

        assertFalse(report.tables().isOrderKnown());
        assertEquals(5, report.read().objects());
        assertEquals(List.of("small-damaged"), lost);
    }

    @Test
    void aTargetThatFailsIsNotTakenForDamage() throws IOException {
        try (FileBlobStore blobs = FileBlobStore.open(directory.resolve("full"))) {
            Repair.bring(directory.resolve("missing"), Ids.random(), blobs);
            Repair.bring(directory, Ids.random(), blobs);
            Trees.delete(directory.resolve("full"));
            assertThrows(NotBrought.class, () -> Repair.bring(blobOfA, Ids.random(), blobs));
        }
    }

    @Test
    void aMissingKeyIsTold() throws IOException {
        Files.delete(source.resolve("master.key"));
        assertTrue(repair().isKeyMissing());
        assertEquals(List.of(), lost);
    }

    @Test
    void aDirectoryWithSomethingInItIsLeftAlone() throws IOException {
        Files.createDirectories(target.resolve("something"));
        assertThrows(StartFailure.class, this::repair);
    }
}
