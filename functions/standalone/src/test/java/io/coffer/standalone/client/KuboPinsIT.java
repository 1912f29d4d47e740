package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.coffer.contentid.CarDigest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
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
    private static final String BUCKET = "pinned-here";

    private static byte[] archive;
    private static String root;
    private static HttpServer node;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        archive = Files.readAllBytes(Path.of("../../shared/contentid/src/test/resources/directory.car"));
        CarDigest digest = new CarDigest();
        digest.update(archive, 0, archive.length);
        root = digest.finish().toString();
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/api/v0/dag/export", exchange -> {
            boolean known = exchange.getRequestMethod().equals("POST") && !exchange.getRequestURI().getQuery().contains(UNKNOWN);
            exchange.sendResponseHeaders(known ? 200 : 500, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(known ? archive : new byte[0]);
            }
        });
        node.start();
        server = TestServer.start(ServerKind.LOCAL, Map.of("COFFER_KUBO_RPC", "http://127.0.0.1:" + node.getAddress().getPort()));
        try (S3Client s3 = server.client(settings -> settings.forcePathStyle(true))) {
            s3.createBucket(r -> r.bucket(BUCKET).overrideConfiguration(c -> c.putHeader("x-coffer-network", "ipfs")));
        }
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
}
