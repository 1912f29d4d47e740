package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.coffer.contentid.CarDigest;
import io.coffer.contentid.FileCar;
import io.coffer.contentid.FileDigest;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.ServerKind;
import io.coffer.endpoints.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that asks a node of IPFS for what it does not have. The node is a stand-in that speaks as much of Kubo's RPC. */
@Timeout(120)
class KuboPinsIT {

    private static final String PINS = "/v1/ipfs/pins";
    private static final String UNKNOWN = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
    private static final String PEER = "/ip4/192.0.2.1/tcp/4001/p2p/QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR";
    private static final String BUCKET = "pinned-here";

    /** What the node waits for, by the content id that it is asked for. */
    private static final Map<String, Asked> ASKED = new ConcurrentHashMap<>();

    /** A content id that the node does not answer for at once. */
    private static final class Asked {

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);
        private final AtomicInteger times = new AtomicInteger();
        private final boolean failsFirst;

        Asked(boolean failsFirst) {
            this.failsFirst = failsFirst;
        }

        /** @return whether the node has it */
        boolean take() {
            int before = times.getAndIncrement();
            arrived.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return before > 0 || !failsFirst;
        }
    }

    /** What the node has, by its root. */
    private static final Map<String, byte[]> ARCHIVES = new ConcurrentHashMap<>();

    private static byte[] archive;
    private static String root;
    private static HttpServer node;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        root = add("directory.car");
        archive = ARCHIVES.get(root);
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/api/v0/dag/export", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            String cid = query.substring(query.indexOf("arg=") + 4);
            Asked asked = ASKED.get(cid);
            boolean known = exchange.getRequestMethod().equals("POST") && !cid.equals(UNKNOWN) && (asked == null || asked.take());
            exchange.sendResponseHeaders(known ? 200 : 500, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(known ? ARCHIVES.getOrDefault(cid, archive) : new byte[0]);
            }
        });
        node.createContext("/api/v0/id", exchange -> {
            byte[] told = ("{\"ID\":\"QmPeer\",\"Addresses\":[\"" + PEER + "\"]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, told.length);
            try (var body = exchange.getResponseBody()) {
                body.write(told);
            }
        });
        node.setExecutor(Executors.newCachedThreadPool());
        node.start();
        server = PackagedServers.start(ServerKind.LOCAL, Map.of("COFFER_KUBO_RPC", "http://127.0.0.1:" + node.getAddress().getPort()));
        try (S3Client s3 = server.client(settings -> settings.forcePathStyle(true))) {
            s3.createBucket(r -> r.bucket(BUCKET).overrideConfiguration(c -> c.putHeader("x-coffer-network", "ipfs")));
        }
    }

    private static String add(String resource) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("../../shared/contentid/src/test/resources", resource));
        CarDigest digest = new CarDigest();
        digest.update(bytes, 0, bytes.length);
        String cid = digest.finish().toString();
        ARCHIVES.put(cid, bytes);
        return cid;
    }

    /** Of a file of one block. */
    private static String addFile(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FileDigest digest = new FileDigest();
        digest.update(bytes, 0, bytes.length);
        String cid = digest.finish().toString();
        try (FileCar car = new FileCar(new ByteArrayInputStream(bytes), cid)) {
            ARCHIVES.put(cid, car.readAllBytes());
        }
        return cid;
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        node.stop(0);
    }

    private static JsonNode send(int status, String method, String target, String body) throws IOException {
        String token = TestServer.CREDENTIALS.accessKeyId() + ":" + TestServer.CREDENTIALS.secretAccessKey() + ":" + BUCKET;
        RawRequest request = RawRequest.of(server, method, target)
                .header("Authorization", "Bearer " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> answer = (body == null ? request : request.body(body.getBytes(StandardCharsets.UTF_8))).send();
        assertEquals(status, answer.statusCode(), answer::body);
        return answer.body().isEmpty() ? null : new ObjectMapper().readTree(answer.body());
    }

    /** The pin when it is no longer on its way. */
    private static JsonNode settled(String requestId) throws IOException {
        JsonNode pin;
        do {
            pin = send(200, "GET", PINS + "/" + requestId, null);
        } while (pin.get("status").asText().equals("queued") || pin.get("status").asText().equals("pinning"));
        return pin;
    }

    @Test
    void whatTheNodeHasIsStoredAsAnImportedArchive() throws IOException {
        JsonNode asked = send(202, "POST", PINS, "{\"cid\":\"" + root + "\",\"name\":\"site\"}");
        assertEquals("queued", asked.get("status").asText());
        // Whom a peer that has it is to send it to.
        assertEquals(PEER, asked.at("/delegates/0").asText());

        JsonNode pin = settled(asked.get("requestid").asText());
        assertEquals("pinned", pin.get("status").asText(), pin::toString);
        assertEquals(root, pin.at("/pin/cid").asText());
        try (S3Client s3 = server.client(settings -> settings.forcePathStyle(true))) {
            assertEquals(root, s3.headObject(r -> r.bucket(BUCKET).key("site")).metadata().get("cid"));
            assertEquals(archive.length, s3.headObject(r -> r.bucket(BUCKET).key("site")).contentLength());
        }
    }

    @Test
    void whatTheNodeHasNotFailsWithItsReasonAndIsForgottenWhenItIsRemoved() throws IOException {
        String id = send(202, "POST", PINS, "{\"cid\":\"" + UNKNOWN + "\"}").get("requestid").asText();

        JsonNode pin = settled(id);
        assertEquals("failed", pin.get("status").asText());
        assertTrue(pin.at("/info/status_details").asText().contains("500"), pin::toString);
        assertEquals(1, send(200, "GET", PINS + "?status=failed", null).get("count").asInt());
        send(202, "DELETE", PINS + "/" + id, null);
        send(404, "GET", PINS + "/" + id, null);
    }

    @Test
    void somethingElseThanWhatWasAskedForIsNotKept() throws IOException {
        String other = root.substring(0, root.length() - 1) + (root.endsWith("a") ? "b" : "a");

        JsonNode pin = settled(send(202, "POST", PINS, "{\"cid\":\"" + other + "\",\"name\":\"else\"}").get("requestid").asText());
        assertEquals("failed", pin.get("status").asText());
        assertEquals(0, send(200, "GET", PINS + "?name=else", null).get("count").asInt());
    }

    @Test
    void whatIsAskedForAgainAfterItWasGivenUpIsFetchedThoughTheFirstFetchFails() throws Exception {
        Asked asked = new Asked(true);
        String sharded = add("sharded.car");
        ASKED.put(sharded, asked);
        try {
            String pin = "{\"cid\":\"" + sharded + "\",\"name\":\"again\"}";
            String id = send(202, "POST", PINS, pin).get("requestid").asText();
            asked.arrived.await();
            send(202, "DELETE", PINS + "/" + id, null);
            send(404, "GET", PINS + "/" + id, null);
            send(202, "POST", PINS, pin);
            asked.answered.countDown();

            assertEquals("pinned", settled(id).get("status").asText());
            assertEquals(2, asked.times.get());
        } finally {
            asked.answered.countDown();
            ASKED.remove(sharded);
        }
    }

    @Test
    void whatIsOnItsWayIsAskedForOnceAndItsNameIsTaken() throws Exception {
        Asked asked = new Asked(false);
        String sharded = add("sharded-16.car");
        ASKED.put(sharded, asked);
        try {
            String pin = "{\"cid\":\"" + sharded + "\",\"name\":\"once\"}";
            String id = send(202, "POST", PINS, pin).get("requestid").asText();
            asked.arrived.await();
            assertEquals(id, send(202, "POST", PINS, pin).get("requestid").asText());
            send(409, "POST", PINS, "{\"cid\":\"" + UNKNOWN + "\",\"name\":\"once\"}");
            asked.answered.countDown();

            assertEquals(sharded, settled(id).at("/pin/cid").asText());
            assertEquals("pinned", settled(id).get("status").asText());
            assertEquals(1, asked.times.get());
        } finally {
            asked.answered.countDown();
            ASKED.remove(sharded);
        }
    }

    @Test
    void whatIsReplacedStaysUntilTheNodeHasSentTheOther() throws Exception {
        String old = settled(send(202, "POST", PINS, "{\"cid\":\"" + root + "\",\"name\":\"site2\"}").get("requestid").asText())
                .get("requestid").asText();
        Asked asked = new Asked(false);
        String other = addFile("replacement");
        ASKED.put(other, asked);
        try {
            JsonNode made = send(202, "POST", PINS + "/" + old, "{\"cid\":\"" + other + "\",\"name\":\"site2\",\"meta\":{\"a\":\"b\"}}");
            asked.arrived.await();
            send(200, "GET", PINS + "/" + old, null);
            asked.answered.countDown();

            JsonNode pin = settled(made.get("requestid").asText());
            assertEquals("pinned", pin.get("status").asText(), pin::toString);
            assertEquals("b", pin.at("/pin/meta/a").asText());
            send(404, "GET", PINS + "/" + old, null);
        } finally {
            asked.answered.countDown();
            ASKED.remove(other);
        }
    }
}
