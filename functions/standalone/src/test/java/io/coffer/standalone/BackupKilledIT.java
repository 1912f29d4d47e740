package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.standalone.ServerProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Backups, restores and servers that are killed at any moment: given again, the same command ends well, and what is restored is whole.
 * {@code -Dcoffer.backup.kills=50} kills more often.
 */
class BackupKilledIT {

    private static final String BUCKET = "bucket";
    private static final int ROUNDS = Integer.getInteger("coffer.backup.kills", 1);
    private static final int OBJECTS = 40;

    @TempDir
    Path directory;

    private final Random random = new Random();
    private final TreeSet<String> keys = new TreeSet<>();
    private Path data;
    private Map<String, String> environment = Map.of();
    private List<String> place;

    private static byte[] content(String key) {
        byte[] bytes = new byte[Math.floorMod(key.hashCode(), 3) == 0 ? 200_000 : 300];
        new Random(key.hashCode()).nextBytes(bytes);
        return bytes;
    }

    private void put(S3Client s3, int round) {
        for (int i = 0; i < OBJECTS; i++) {
            String key = "round-" + round + "/" + i;
            s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(content(key)));
            keys.add(key);
        }
        String deleted = keys.first();
        s3.deleteObject(r -> r.bucket(BUCKET).key(deleted));
        keys.remove(deleted);
    }

    private String[] command(String name, Path local) {
        List<String> arguments = new ArrayList<>(List.of(name, "--data", local.toString()));
        arguments.addAll(place);
        return arguments.toArray(String[]::new);
    }

    /** @return how many milliseconds it took */
    private long carryOut(String... command) throws Exception {
        long began = System.nanoTime();
        Outcome outcome = ServerProcess.run(environment, command);
        assertEquals(0, outcome.exitCode(), outcome::errors);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /** Begins a command, and kills something before as much time has passed as the whole command usually takes. */
    private void killWithin(long usual, Killed killed, String... command) throws Exception {
        Process process = ServerProcess.begin(environment, command);
        try {
            process.waitFor(usual / 4 + random.nextLong(usual), TimeUnit.MILLISECONDS);
            killed.kill(process);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private interface Killed {
        void kill(Process command) throws Exception;
    }

    private static void kill(Process command) throws Exception {
        command.destroyForcibly().waitFor();
    }

    private void assertWhole(Path restored) throws Exception {
        try (ServerProcess server = ServerProcess.start(restored); S3Client s3 = SdkClients.to(server)) {
            List<String> listed = s3.listObjectsV2Paginator(r -> r.bucket(BUCKET)).contents().stream().map(S3Object::key).toList();
            assertEquals(List.copyOf(keys), listed);
            for (String key : listed) {
                assertArrayEquals(content(key), s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray(), key);
            }
        }
    }

    private void killAtRandom() throws Exception {
        data = directory.resolve("data");
        ServerProcess server = ServerProcess.start(data);
        try {
            try (S3Client s3 = SdkClients.to(server)) {
                s3.createBucket(r -> r.bucket(BUCKET));
                put(s3, 0);
            }
            long usualBackup = carryOut(command("backup", data));
            long usualRestore = carryOut(command("restore", directory.resolve("first")));
            for (int round = 1; round <= ROUNDS; round++) {
                try (S3Client s3 = SdkClients.to(server)) {
                    put(s3, round);
                }
                killWithin(usualBackup, BackupKilledIT::kill, command("backup", data));
                ServerProcess running = server;
                killWithin(usualBackup, command -> running.kill(), command("backup", data));
                server = ServerProcess.start(data);
                carryOut(command("backup", data));
                Path restored = directory.resolve("restored-" + round);
                killWithin(usualRestore, BackupKilledIT::kill, command("restore", restored));
                if (!Files.exists(restored.resolve("installation")) || Files.exists(restored.resolve("restoring"))) {
                    carryOut(command("restore", restored));
                }
                assertWhole(restored);
            }
        } finally {
            server.close();
        }
    }

    @Test
    void aDirectoryOfBackupsOutlivesKilledBackupsRestoresAndServers() throws Exception {
        place = List.of(directory.resolve("backups").toString());
        killAtRandom();
    }

    @Test
    void backupsInAnotherCofferDoToo() throws Exception {
        try (ServerProcess other = ServerProcess.start(directory.resolve("other")); S3Client s3 = SdkClients.to(other)) {
            s3.createBucket(r -> r.bucket("backups"));
            environment = Map.of("AWS_ACCESS_KEY_ID", other.accessKeyId(), "AWS_SECRET_ACCESS_KEY", other.secretAccessKey());
            place = List.of("s3://backups/coffer/", "--endpoint", other.endpoint().toString());
            killAtRandom();
        }
    }
}
