package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.standalone.ServerProcess.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A backup of a running server is its data directory at one moment, and a server starts from what is restored of it. */
class BackupIT {

    private static final String BUCKET = "bucket";

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

    private void assertBackedUp(Map<String, String> environment, String... place) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("backup", "--data", data.toString()));
        arguments.addAll(List.of(place));
        Outcome outcome = ServerProcess.run(environment, arguments.toArray(String[]::new));
        assertEquals(0, outcome.exitCode(), outcome::errors);
        assertTrue(outcome.output().startsWith("Backed up to " + place[0]), outcome::output);
    }

    private Path restore(Map<String, String> environment, String... place) throws Exception {
        Path target = directory.resolve("restored");
        List<String> arguments = new ArrayList<>(List.of("restore", "--data", target.toString()));
        arguments.addAll(List.of(place));
        Outcome outcome = ServerProcess.run(environment, arguments.toArray(String[]::new));
        assertEquals(0, outcome.exitCode(), outcome::errors);
        return target;
    }

    private static List<String> keysOfWhole(S3Client s3) {
        List<String> keys = s3.listObjectsV2Paginator(r -> r.bucket(BUCKET)).contents().stream().map(S3Object::key).toList();
        for (String key : keys) {
            assertArrayEquals(content(key), s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray(), key);
        }
        return keys;
    }

    private void backUpAndStart(Map<String, String> environment, String... place) throws Exception {
        data = directory.resolve("data");
        try (ServerProcess server = ServerProcess.start(data); S3Client s3 = SdkClients.to(server)) {
            s3.createBucket(r -> r.bucket(BUCKET));
            for (int i = 0; i < 20; i++) {
                put(s3, "first-" + i);
            }
            assertBackedUp(environment, place);
            for (int i = 0; i < 20; i++) {
                put(s3, "second-" + i);
                String deleted = "first-" + i;
                s3.deleteObject(r -> r.bucket(BUCKET).key(deleted));
            }
            writeWhileBackingUp(s3, environment, place);
            put(s3, "too-late");
            server.kill();
        }
        try (ServerProcess again = ServerProcess.start(restore(environment, place)); S3Client s3 = SdkClients.to(again)) {
            List<String> keys = keysOfWhole(s3);
            assertEquals(20, keys.stream().filter(key -> key.startsWith("second-")).count());
            assertTrue(keys.stream().noneMatch(key -> key.startsWith("first-") || key.equals("too-late")), keys::toString);
            put(s3, "new");
        }
    }

    private void writeWhileBackingUp(S3Client s3, Map<String, String> environment, String... place) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; !done.get(); i++) {
                put(s3, "meanwhile-" + i);
            }
        });
        writer.start();
        try {
            assertBackedUp(environment, place);
        } finally {
            done.set(true);
            writer.join();
        }
    }

    @Test
    void aServerStartsFromTheBackupOfARunningOne() throws Exception {
        backUpAndStart(Map.of(), directory.resolve("backups").toString());
    }

    @Test
    void backupsAreKeptInAnotherCofferWithTheCredentialsOfWhoeverGaveTheCommand() throws Exception {
        try (ServerProcess other = ServerProcess.start(directory.resolve("other")); S3Client s3 = SdkClients.to(other)) {
            s3.createBucket(r -> r.bucket("backups"));
            Map<String, String> credentials =
                    Map.of("AWS_ACCESS_KEY_ID", other.accessKeyId(), "AWS_SECRET_ACCESS_KEY", other.secretAccessKey());
            backUpAndStart(credentials, "s3://backups/coffer/", "--endpoint", other.endpoint().toString());
        }
    }
}
