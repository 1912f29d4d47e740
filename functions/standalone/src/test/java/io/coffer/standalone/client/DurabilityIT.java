package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A server that dies while it is written to has kept every write it acknowledged, and shows no other by halves. {@code -Dcoffer.kills=200}
 * kills it more often.
 */
final class DurabilityIT {

    private static final int WRITERS = 8;
    private static final int KILLS = Integer.getInteger("coffer.kills", 5);
    private static final int WRITES_BEFORE_THE_KILL = 60;
    private static final String BUCKET = "durable";

    @TempDir
    Path data;

    /** Sizes on both sides of the small limit, so that metadata, small bytes and files are all written. */
    private static byte[] content(String key) {
        return S3ClientTest.bytes(Math.floorMod(key.hashCode(), 4) == 0 ? 300_000 : 500, key.hashCode());
    }

    @Test
    void acknowledgedWritesOutliveTheServer() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        for (int kill = 0; kill < KILLS; kill++) {
            try (TestServer server = PackagedServers.start(data, List.of()); S3Client s3 = server.client(b -> b.forcePathStyle(true))) {
                s3.createBucket(r -> r.bucket(BUCKET));
                assertWhole(s3, acknowledged, round(kill - 1));
                writeUntilKilled(server, s3, kill, acknowledged);
            }
        }
        try (TestServer server = PackagedServers.start(data, List.of()); S3Client s3 = server.client(b -> b.forcePathStyle(true))) {
            assertWhole(s3, acknowledged, "");
            assertTrue(acknowledged.size() >= KILLS * WRITES_BEFORE_THE_KILL);
            System.out.println("the server was killed " + KILLS + " times; " + acknowledged.size() + " objects were acknowledged");
        }
    }

    private static String round(int number) {
        return "round-" + number + "/";
    }

    private static void writeUntilKilled(TestServer server, S3Client s3, int round, Set<String> acknowledged) throws Exception {
        CountDownLatch enough = new CountDownLatch(WRITES_BEFORE_THE_KILL);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int writer = 0; writer < WRITERS; writer++) {
            String prefix = round(round) + "writer-" + writer + "/";
            writers.execute(() -> {
                try {
                    for (int i = 0; ; i++) {
                        String key = prefix + i;
                        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(content(key)));
                        acknowledged.add(key);
                        enough.countDown();
                    }
                } catch (SdkException e) {
                    // The server was killed.
                }
            });
        }
        try {
            assertTrue(enough.await(60, TimeUnit.SECONDS), "the server takes writes");
            server.kill();
        } finally {
            writers.shutdown();
            assertTrue(writers.awaitTermination(60, TimeUnit.SECONDS));
        }
    }

    /** What was acknowledged is listed; what is listed below a prefix can be read as it was sent. */
    private static void assertWhole(S3Client s3, Set<String> acknowledged, String read) {
        Map<String, S3Object> listed = new TreeMap<>();
        s3.listObjectsV2Paginator(r -> r.bucket(BUCKET)).contents().forEach(object -> listed.put(object.key(), object));
        List<String> lost = acknowledged.stream().filter(key -> !listed.containsKey(key)).toList();
        assertEquals(List.of(), lost);
        listed.forEach((key, object) -> {
            byte[] sent = content(key);
            assertEquals(sent.length, object.size(), key);
            if (key.startsWith(read)) {
                assertArrayEquals(sent, s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray(), key);
            }
        });
    }
}
