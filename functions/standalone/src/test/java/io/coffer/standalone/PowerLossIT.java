package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A machine whose power is cut while it is written to has kept every write and every deletion that was acknowledged, and its server starts.
 * What was not synced is lost, unlike after a kill. {@code -Dcoffer.power.cuts=200} cuts it more often.
 */
class PowerLossIT {

    private static final int CUTS = Integer.getInteger("coffer.power.cuts", 2);
    private static final int WRITERS = 8;
    private static final int MOST_WRITES_BEFORE_THE_CUT = 100;
    private static final String BUCKET = "durable";

    @TempDir
    Path directory;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger written = new AtomicInteger();

    /** Sizes on both sides of the small limit, so that metadata, small bytes and files are all written. */
    private static byte[] content(String key) {
        byte[] bytes = new byte[Math.floorMod(key.hashCode(), 4) == 0 ? 200_000 : 500];
        new Random(key.hashCode()).nextBytes(bytes);
        return bytes;
    }

    @Test
    void acknowledgedWritesOutliveThePower() throws Exception {
        try (LoopDisk disk = disk()) {
            Path data = disk.directory().resolve("data");
            for (int cut = 0; cut < CUTS; cut++) {
                try (ServerProcess server = start(data); S3Client s3 = SdkClients.withoutRetries(server)) {
                    s3.createBucket(r -> r.bucket(BUCKET));
                    assertWhole(s3);
                    makeRoom(s3, cut - 1);
                    writeUntilThePowerIsCut(disk, server, s3, cut);
                }
            }
            try (ServerProcess server = start(data); S3Client s3 = SdkClients.to(server)) {
                assertWhole(s3);
            }
            System.out.println("the power was cut " + CUTS + " times; " + written + " objects and " + deleted.size()
                    + " deletions were acknowledged");
        }
    }

    private static ServerProcess start(Path data) {
        return ServerProcess.start(data, Map.of(), List.of(), "--reclaim-after", "PT10S");
    }

    /** Deletes what was written before a round, so that the disk lasts for many. */
    private void makeRoom(S3Client s3, int round) {
        for (String key : List.copyOf(acknowledged)) {
            if (!key.startsWith("round-" + round + "/")) {
                delete(s3, key);
            }
        }
    }

    private void delete(S3Client s3, String key) {
        acknowledged.remove(key);
        s3.deleteObject(r -> r.bucket(BUCKET).key(key));
        deleted.add(key);
    }

    private LoopDisk disk() {
        try {
            return LoopDisk.make(directory);
        } catch (IOException e) {
            return abort("no disk whose power can be cut: " + e.getMessage());
        }
    }

    /** The first cut comes after the first write: what a first start leaves is durable by then. */
    private void writeUntilThePowerIsCut(LoopDisk disk, ServerProcess server, S3Client s3, int round) throws Exception {
        CountDownLatch enough = new CountDownLatch(round == 0 ? 1 : 1 + new Random().nextInt(MOST_WRITES_BEFORE_THE_CUT));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int writer = 0; writer < WRITERS; writer++) {
            String prefix = "round-%d/writer-%d/".formatted(round, writer);
            writers.execute(() -> write(s3, prefix, enough));
        }
        try {
            assertTrue(enough.await(60, TimeUnit.SECONDS), "the server takes writes");
            disk.cutPower(server);
        } finally {
            writers.shutdown();
            assertTrue(writers.awaitTermination(60, TimeUnit.SECONDS));
        }
    }

    private void write(S3Client s3, String prefix, CountDownLatch enough) {
        try {
            for (int i = 0; ; i++) {
                String key = prefix + i;
                s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(content(key)));
                acknowledged.add(key);
                written.incrementAndGet();
                if (i % 5 == 4) {
                    delete(s3, prefix + (i - 2));
                }
                enough.countDown();
            }
        } catch (SdkException e) {
            // The power was cut.
        }
    }

    /** What was acknowledged is listed, what was deleted is not, and what is listed can be read as it was sent. */
    private void assertWhole(S3Client s3) {
        Map<String, S3Object> listed = new TreeMap<>();
        s3.listObjectsV2Paginator(r -> r.bucket(BUCKET)).contents().forEach(object -> listed.put(object.key(), object));
        assertEquals(List.of(), acknowledged.stream().filter(key -> !listed.containsKey(key)).toList(), "lost");
        assertEquals(List.of(), deleted.stream().filter(listed::containsKey).toList(), "deleted and back");
        listed.keySet().forEach(key ->
                assertArrayEquals(content(key), s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray(), key));
    }
}
