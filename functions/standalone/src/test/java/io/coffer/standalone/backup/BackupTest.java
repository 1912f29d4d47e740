package io.coffer.standalone.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coffer.accounts.StartFailure;
import io.coffer.blobs.FileBlobStore;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.content.ContentCipher;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.content.ObjectPlace;
import io.coffer.content.WrittenContent;
import io.coffer.housekeeping.Pace;
import io.coffer.housekeeping.Scrub;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.objects.KeyWalk.Keyed;
import io.coffer.metadata.stores.Stores;
import io.coffer.standalone.backup.Backup.Report;
import io.coffer.standalone.backup.BackupPlace.Kind;
import io.coffer.standalone.data.InstallationParts;
import io.coffer.standalone.data.Verification;
import io.coffer.testkit.LocalS3;
import io.coffer.testkit.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was backed up can be had again as it was, wherever either side was interrupted. */
class BackupTest {

    /** Another file system than that of temporary files, on most systems. */
    private static final Path ELSEWHERE = Path.of("/dev/shm");
    private static final byte[] BYTES = new byte[200_000];

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private EmbeddedTables tables;
    private FileBlobStore blobs;
    private Stores stores;
    private ContentWriter writer;
    private ContentWriter small;
    private Bucket bucket;
    private Backup backup;
    private BackupPlace place;

    @BeforeEach
    void open() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        tables = EmbeddedTables.open(data.resolve("metadata"));
        blobs = FileBlobStore.open(data.resolve("blobs"));
        new InstallationParts(data, true, true).requireSame(tables);
        Files.write(data.resolve("master.key"), new byte[32]);
        stores = Stores.over(tables, clock);
        stores.accounts().createIfAbsent("1", "one", Plan.PRO);
        writer = new ContentWriter(blobs, stores.reclaim(), -1, Runnable::run);
        small = new ContentWriter(blobs, stores.reclaim(), 64 << 10, Runnable::run);
        bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        backup = new Backup(data, tables, blobs, new ReentrantLock(), clock);
        place = new DirectoryPlace(directory.resolve("backups"));
    }

    @AfterEach
    void close() {
        place.close();
        blobs.close();
        tables.close();
    }

    private String put(String key) throws IOException {
        WrittenContent written = writer.writeObject(
                new ByteArrayInputStream(BYTES), BYTES.length, new ObjectPlace("bucket", "key", false),
                DeclaredDigests.none(), ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        ObjectRecord object = new ObjectRecord(written.etag(), BYTES.length, 1, Map.of(), Map.of(), written.checksum(), written.content(),
                Ids.random(), "1", Map.of(), null, null);
        stores.objects().put(bucket, key, object, current -> true, written.changes()).orElseThrow();
        return written.content().id();
    }

    private void delete(String key) {
        stores.objects().delete(bucket, key, null, ObjectCondition.NONE).orElseThrow();
    }

    private Report backUp(int keep) throws IOException {
        clock.advance(Duration.ofHours(1));
        return backup.to(place, keep, true, (count, bytes) -> {});
    }

    /** The keys of a restored directory, all of whose bytes are read. */
    private List<String> restore(Path target, Instant moment) throws IOException {
        Restore.Report report = new Restore(place).to(target, Optional.ofNullable(moment), (count, bytes) -> {});
        assertEquals(List.of(), report.lost());
        return keys(target);
    }

    private List<String> keys(Path data) throws IOException {
        InstallationParts parts = new InstallationParts(data, true, true);
        parts.requireMounted();
        List<String> problems = new ArrayList<>();
        try (EmbeddedTables copy = EmbeddedTables.open(data.resolve("metadata"));
                FileBlobStore itsBlobs = FileBlobStore.open(data.resolve("blobs"))) {
            parts.requireSame(copy);
            Stores theirs = Stores.over(copy, clock);
            Verification.ofDirectory(data, copy, theirs, itsBlobs).scrub().run(
                    Scrub.State.BEGINNING, Pace.of(0),
                    new Scrub.Watcher() {

                        @Override
                        public void found(Scrub.Finding finding) {
                            problems.add(finding.problem());
                        }

                        @Override
                        public boolean reached(Scrub.State state) {
                            return true;
                        }
                    });
            assertEquals(List.of(), problems);
            return theirs.objects().range(bucket).read(null, true, null, 100).stream().map(Keyed::key).toList();
        }
    }

    private void backUpTwiceAndRestoreBoth() throws IOException {
        put("first");
        put("always");
        Report one = backUp(7);
        assertEquals(2, one.copied());
        Instant between = clock.instant().plusSeconds(1);
        delete("first");
        put("second");
        Report two = backUp(7);
        assertEquals(1, two.copied());
        assertEquals(1, two.kept());
        assertEquals(List.of("always", "second"), restore(directory.resolve("newest"), null));
        assertEquals(List.of("always", "first"), restore(directory.resolve("earlier"), between));
        assertThrows(StartFailure.class, () -> restore(directory.resolve("too-early"), Instant.EPOCH));
        assertThrows(StartFailure.class, () -> restore(directory.resolve("newest"), null));
    }

    @Test
    void eachMomentCanBeRestoredFromTheSameDisk() throws IOException {
        backUpTwiceAndRestoreBoth();
    }

    @Test
    void eachMomentCanBeRestoredFromAnotherDisk() throws IOException {
        assumeTrue(Files.isWritable(ELSEWHERE), "there is no other file system here");
        Path target = Files.createTempDirectory(ELSEWHERE, "coffer-backup");
        try {
            place = new DirectoryPlace(target);
            backUpTwiceAndRestoreBoth();
        } finally {
            Trees.delete(target);
        }
    }

    @Test
    void eachMomentCanBeRestoredFromS3() throws IOException {
        try (LocalS3 server = LocalS3.start()) {
            place = new S3Place(server.client(), server.createBucket(), "coffer/");
            backUpTwiceAndRestoreBoth();
            assertEquals(1, backUp(1).kept() - 1);
            assertEquals(1, place.generations().size());
            assertEquals(List.of("always", "second"), restore(directory.resolve("left"), null));
        }
    }

    @Test
    void aRestoreToAMomentTellsWhichBackupItTookAndWhichCameNext() throws IOException {
        put("first");
        backUp(7);
        Instant first = clock.instant();
        put("second");
        backUp(7);
        Instant second = clock.instant();
        Backups backups = new Backups(
                new PlaceName.Directory(directory.resolve("backups")), Optional.empty(), Optional.empty(), Map.of());
        Backups.Restored before = backups.restore(
                directory.resolve("before"), Optional.of(second.minusMillis(1)), (count, bytes) -> {});
        assertEquals(first, before.moment());
        assertEquals(Optional.of(second), before.next());
        Backups.Restored newest = backups.restore(directory.resolve("newest"), Optional.of(second), (count, bytes) -> {});
        assertEquals(second, newest.moment());
        assertEquals(Optional.empty(), newest.next());
    }

    @Test
    void whatNoKeptBackupNeedsIsRemoved() throws IOException {
        String gone = put("gone");
        backUp(2);
        delete("gone");
        String kept = put("kept");
        backUp(2);
        assertTrue(place.inventory(Kind.BLOBS).lengthOf(gone).isPresent());
        Report report = backUp(2);
        assertEquals(1, report.removedGenerations());
        assertTrue(place.inventory(Kind.BLOBS).lengthOf(gone).isEmpty());
        assertTrue(place.inventory(Kind.BLOBS).lengthOf(kept).isPresent());
        assertEquals(List.of("kept"), restore(directory.resolve("restored"), null));
    }

    /** Ends whoever copies at a blob. */
    private static Backup.Watcher endingAt(int blob) {
        return (count, bytes) -> {
            if (count == blob) {
                throw new IllegalStateException("killed");
            }
        };
    }

    @Test
    void anInterruptedBackupLeavesTheOneBeforeAndWhatItCopied() throws IOException {
        put("old");
        backUp(7);
        for (int i = 0; i < 4; i++) {
            put("new-" + i);
        }
        for (int blob = 1; blob <= 3; blob++) {
            Backup.Watcher killed = endingAt(blob);
            assertThrows(IllegalStateException.class, () -> backup.to(place, 7, true, killed));
            assertEquals(1, place.generations().size());
        }
        Report report = backUp(7);
        assertEquals(4, report.kept());
        assertEquals(1, report.copied());
        assertEquals(5, restore(directory.resolve("restored"), null).size());
    }

    @Test
    void noServerStartsFromAnInterruptedRestoreAndTheNextGoesOn() throws IOException {
        for (int i = 0; i < 3; i++) {
            put("key-" + i);
        }
        backUp(7);
        Path target = directory.resolve("restored");
        for (int blob = 1; blob <= 3; blob++) {
            Backup.Watcher killed = endingAt(blob);
            assertThrows(IllegalStateException.class, () -> new Restore(place).to(target, Optional.empty(), killed));
            StartFailure refused = assertThrows(StartFailure.class, () -> keys(target));
            assertTrue(refused.getMessage().contains("is not complete"), refused::getMessage);
        }
        put("later");
        backUp(7);
        assertEquals(List.of("key-0", "key-1", "key-2"), restore(target, null));
    }

    @Test
    void whatIsDamagedHereAndWasNeverBackedUpIsNamedAndTheRestIsBackedUp() throws IOException {
        assumeTrue(Files.isWritable(ELSEWHERE), "there is no other file system here");
        Path target = Files.createTempDirectory(ELSEWHERE, "coffer-backup");
        try {
            place = new DirectoryPlace(target);
            String saved = put("saved");
            backUp(7);
            String damaged = put("damaged");
            put("whole");
            Files.write(blobs.file(damaged), new byte[] {1}, StandardOpenOption.WRITE);
            Files.delete(blobs.file(saved));
            Report report = backUp(7);
            assertEquals(List.of("blob " + damaged + ": its bytes are not those that were stored"), report.lost());
            assertEquals(1, report.kept());
            assertEquals(1, report.copied());
        } finally {
            Trees.delete(target);
        }
    }

    private void putSmall(String key, int length) throws IOException {
        byte[] bytes = new byte[length];
        WrittenContent written = small.writeObject(
                new ByteArrayInputStream(bytes), length, new ObjectPlace("bucket", "key", false), DeclaredDigests.none(),
                ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        ObjectRecord object = new ObjectRecord(written.etag(), length, 1, Map.of(), Map.of(), written.checksum(), written.content(),
                Ids.random(), "1", Map.of(), null, null);
        stores.objects().put(bucket, key, object, current -> true, written.changes()).orElseThrow();
    }

    private void damageTables(String suffix) throws IOException {
        for (Path file : Trees.files(directory.resolve("data/metadata"))) {
            if (file.toString().endsWith(suffix)) {
                byte[] bytes = Files.readAllBytes(file);
                Arrays.fill(bytes, 100, 150, (byte) 7);
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void damagedBytesInTheTablesAreNamedEachTimeAndNoEarlierBackupIsRemoved() throws IOException {
        putSmall("beside-its-record", 10_000);
        backUp(1);
        damageTables(".blob");
        for (int i = 0; i < 2; i++) {
            Report report = backUp(1);
            assertEquals(1, report.lost().size(), report::toString);
            assertTrue(report.lost().get(0).contains(".blob: a value is damaged"), report::toString);
            assertEquals(0, report.removedGenerations());
        }
        assertEquals(3, place.generations().size());
    }

    @Test
    void ifRecordsCannotBeReadAllEarlierBackupsStay() throws IOException {
        putSmall("in-its-record", 500);
        backUp(1);
        damageTables(".sst");
        assertThrows(IOException.class, () -> backUp(1));
        assertEquals(1, place.generations().size());
    }

    @Test
    void aPlaceThatFailsIsNotTakenForDamageHere() throws IOException {
        put("key");
        place.prepare();
        Trees.delete(directory.resolve("backups/blobs"));
        Files.createFile(directory.resolve("backups/blobs"));
        assertThrows(IOException.class, () -> backUp(1));
        assertEquals(List.of(), place.generations());
    }

    @Test
    void aBackupThatIsDamagedIsNeverTakenForWhole() throws IOException {
        String id = put("key");
        backUp(7);
        DirectoryPlace here = (DirectoryPlace) place;
        Path blob = directory.resolve("backups/blobs").resolve(id.substring(0, 1)).resolve(id.substring(1, 2)).resolve(id);
        Files.delete(blob);
        assertEquals(List.of("blob " + id + " is missing"),
                new Restore(here).to(directory.resolve("one"), Optional.empty(), (count, bytes) -> {}).lost());
        Path piece = Trees.files(directory.resolve("backups/pieces")).stream()
                .filter(file -> file.toFile().length() > 100).findFirst().orElseThrow();
        byte[] bytes = Files.readAllBytes(piece);
        bytes[50] ^= 1;
        Files.delete(piece);
        Files.write(piece, bytes);
        IOException refused = assertThrows(IOException.class,
                () -> new Restore(here).to(directory.resolve("two"), Optional.empty(), (count, all) -> {}));
        assertTrue(refused.getMessage().contains("is not what was backed up"), refused::getMessage);
        assertThrows(StartFailure.class, () -> keys(directory.resolve("two")));
    }

    @Test
    void aDirectoryWithSomethingElseIsLeftAlone() throws IOException {
        Files.createDirectories(directory.resolve("else/where"));
        place = new DirectoryPlace(directory.resolve("else"));
        assertThrows(StartFailure.class, () -> backUp(1));
        assertThrows(StartFailure.class, () -> new PlaceName.Directory(directory.resolve("data/in")).requireOutside(
                directory.resolve("data")));
    }
}
