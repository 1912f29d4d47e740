package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coffer.standalone.ServerProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A backup is a data directory as the first one was at one moment, and a server starts from it. */
class BackupIT {

    private static final String BUCKET = "bucket";
    /** Another file system than that of temporary files, on most systems. */
    private static final Path ELSEWHERE = Path.of("/dev/shm");

    @TempDir
    Path directory;

    private Path data;

    private static byte[] content(String key) {
        byte[] bytes = new byte[Math.floorMod(key.hashCode(), 3) == 0 ? 200_000 : 300];
        new Random(key.hashCode()).nextBytes(bytes);
        return bytes;
    }

    private static void put(S3Client s3, String key) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(content(key)));
    }

    private Outcome backup(Path target) throws Exception {
        return ServerProcess.run(Map.of(), "backup", target.toString(), "--data", data.toString());
    }

    private void assertBackedUp(Path target) throws Exception {
        Outcome outcome = backup(target);
        assertEquals(0, outcome.exitCode(), outcome::errors);
        assertTrue(outcome.output().startsWith("Copied to " + target), outcome::output);
    }

    private static List<String> keysOfWhole(S3Client s3) {
        List<String> keys = s3.listObjectsV2Paginator(r -> r.bucket(BUCKET)).contents().stream().map(S3Object::key).toList();
        for (String key : keys) {
            assertArrayEquals(content(key), s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray(), key);
        }
        return keys;
    }

    private void backUpAndStart(Path target) throws Exception {
        data = directory.resolve("data");
        try (ServerProcess server = ServerProcess.start(data); S3Client s3 = SdkClients.to(server)) {
            s3.createBucket(r -> r.bucket(BUCKET));
            for (int i = 0; i < 20; i++) {
                put(s3, "first-" + i);
            }
            assertBackedUp(target);
            for (int i = 0; i < 20; i++) {
                put(s3, "second-" + i);
                String deleted = "first-" + i;
                s3.deleteObject(r -> r.bucket(BUCKET).key(deleted));
            }
            writeWhileBackingUp(s3, target);
            put(s3, "too-late");
            server.kill();
        }
        try (ServerProcess again = ServerProcess.start(target); S3Client s3 = SdkClients.to(again)) {
            List<String> keys = keysOfWhole(s3);
            assertEquals(20, keys.stream().filter(key -> key.startsWith("second-")).count());
            assertTrue(keys.stream().noneMatch(key -> key.startsWith("first-") || key.equals("too-late")), keys::toString);
            put(s3, "new");
        }
    }

    private void writeWhileBackingUp(S3Client s3, Path target) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; !done.get(); i++) {
                put(s3, "meanwhile-" + i);
            }
        });
        writer.start();
        try {
            assertBackedUp(target);
        } finally {
            done.set(true);
            writer.join();
        }
    }

    @Test
    void aServerStartsFromTheBackupOfARunningOne() throws Exception {
        backUpAndStart(directory.resolve("backup"));
    }

    @Test
    void aBackupToAnotherDiskReadsAndComparesEveryBlob() throws Exception {
        assumeTrue(Files.isWritable(ELSEWHERE), "there is no other file system here");
        Path target = Files.createTempDirectory(ELSEWHERE, "coffer-backup");
        try {
            backUpAndStart(target);
            Path blob;
            try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
                blob = files.filter(file -> Files.isRegularFile(file) && !file.endsWith("installation")).findFirst().orElseThrow();
            }
            DamagedBytesIT.flip(blob, 0);
            delete(target.resolve("blobs"));
            Outcome outcome = backup(target);
            assertEquals(1, outcome.exitCode(), outcome::output);
            assertTrue(outcome.errors().contains("blob " + blob.getFileName() + ": its bytes are not those that were stored"),
                    outcome::errors);
        } finally {
            delete(target);
        }
    }

    @Test
    void whatIsNoBackupIsNotOverwritten() throws Exception {
        data = directory.resolve("data");
        try (ServerProcess server = ServerProcess.start(data)) {
            assertEquals(0, server.stop());
        }
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("file"), "somebody's");
        assertTrue(backup(other).errors().contains("neither empty nor a backup of this installation"));
        assertTrue(backup(data.resolve("inside")).errors().contains("must lie outside"));
        assertEquals("somebody's", Files.readString(other.resolve("file")));
        // Without a server the command opens the directory itself.
        assertBackedUp(directory.resolve("backup"));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
