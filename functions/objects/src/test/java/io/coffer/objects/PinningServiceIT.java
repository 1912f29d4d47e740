package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.endpoints.NotAtGateway;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** The Pinning Service API, which the servers have and the functions have not. */
@NotAtGateway
final class PinningServiceIT extends S3ClientTest {

    private static final String PINS = "/v1/ipfs/pins";

    private String bucketOn(String network) {
        String name = bucketName();
        s3.createBucket(r -> r.bucket(name).overrideConfiguration(c -> c.putHeader("x-coffer-network", network)));
        return name;
    }

    private String put(String bucket, String key, int seed) {
        return put(bucket, key, bytes(300, seed)).sdkHttpResponse().firstMatchingHeader("x-amz-meta-cid").orElseThrow();
    }

    private static String token(String id, String secret, String bucket) {
        return "Bearer " + Base64.getEncoder().encodeToString((id + ":" + secret + ":" + bucket).getBytes(StandardCharsets.UTF_8));
    }

    private String token(String bucket) {
        return token(TestServer.CREDENTIALS.accessKeyId(), TestServer.CREDENTIALS.secretAccessKey(), bucket);
    }

    private HttpResponse<String> send(String method, String target, String token, String body) {
        RawRequest request = raw(method, target).header("Authorization", token);
        return (body == null ? request : request.body(body.getBytes(StandardCharsets.UTF_8))).send();
    }

    private static JsonNode json(int status, HttpResponse<String> answer) throws IOException {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(null));
        return new ObjectMapper().readTree(answer.body());
    }

    private static void assertRefused(int status, String reason, HttpResponse<String> answer) throws IOException {
        assertEquals(reason, json(status, answer).at("/error/reason").asText());
    }

    private JsonNode pin(String bucket, String cid, String name) throws IOException {
        return json(202, send("POST", PINS, token(bucket), "{\"cid\":\"" + cid + "\",\"name\":\"" + name + "\",\"origins\":[]}"));
    }

    @Test
    void whoHasNoTokenOrAFalseOneIsRefusedBeforeAnythingIsTold() throws IOException {
        String bucket = bucketOn("ipfs");
        String cid = put(bucket, "key", 1);
        String pin = "{\"cid\":\"" + cid + "\",\"name\":\"again\"}";
        String half = "Bearer " + Base64.getEncoder().encodeToString("a:b".getBytes(StandardCharsets.UTF_8));
        for (String token : List.of("Bearer nothing", half, token(TestServer.CREDENTIALS.accessKeyId(), "another secret", bucket),
                token("AKIAEXAMPLE", "secret", bucket))) {
            assertRefused(401, "UNAUTHORIZED", send("GET", PINS, token, null));
            assertRefused(401, "UNAUTHORIZED", send("GET", PINS + "?cid=" + cid, token, null));
            assertRefused(401, "UNAUTHORIZED", send("POST", PINS, token, pin));
            assertRefused(401, "UNAUTHORIZED", send("DELETE", PINS + "/a2V5", token, null));
        }
        assertRefused(401, "UNAUTHORIZED", raw("GET", PINS).send());
        assertEquals("key", s3.listObjectsV2(r -> r.bucket(bucket)).contents().get(0).key());
        assertEquals(1, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    }

    @Test
    void whatTheStoreHoldsIsPinnedAsAnObjectOfTheTokensBucket() throws IOException {
        String source = bucketOn("ipfs");
        String bucket = bucketOn("ipfs");
        String cid = put(source, "some key", 2);

        JsonNode made = pin(bucket, cid, "my pin/ü");
        assertEquals("pinned", made.get("status").asText());
        assertEquals(cid, made.at("/pin/cid").asText());
        assertEquals("my pin/ü", made.at("/pin/name").asText());
        // Kubo's ipfs pin remote add ends with an error at an address that is no peer's, and there is no peer here.
        assertEquals(0, made.get("delegates").size());
        assertEquals(cid, s3.headObject(r -> r.bucket(bucket).key("my pin/ü")).metadata().get("cid"));
        String id = made.get("requestid").asText();
        assertEquals(made, json(200, send("GET", PINS + "/" + id, token(bucket), null)));
        assertEquals(made, pin(bucket, cid, "my pin/ü"));
        assertEquals(202, send("DELETE", PINS + "/" + id, token(bucket), null).statusCode());
        assertRefused(404, "NOT_FOUND", send("GET", PINS + "/" + id, token(bucket), null));
        assertRefused(404, "NOT_FOUND", send("DELETE", PINS + "/" + id, token(bucket), null));
        assertEquals(1, s3.listObjectsV2(r -> r.bucket(source)).keyCount());
    }

    @Test
    void whatNobodyHoldsCannotBePinned() throws IOException {
        String bucket = bucketOn("ipfs");
        String unknown = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
        assertRefused(404, "NOT_FOUND", send("POST", PINS, token(bucket), "{\"cid\":\"" + unknown + "x\"}"));
        assertRefused(400, "BAD_REQUEST", send("POST", PINS, token(bucket), "no JSON"));
        assertRefused(400, "BAD_REQUEST", send("POST", PINS, token(bucket), "{\"name\":\"a\"}"));
        assertRefused(400, "BAD_REQUEST", send("POST", PINS, token(bucket), "{\"cid\":\"" + "b".repeat(5000) + "\"}"));
        assertRefused(404, "NOT_FOUND", send("GET", PINS, token("no-such-bucket"), null));
        assertRefused(405, "BAD_REQUEST", send("PUT", PINS, token(bucket), "{}"));
    }

    @Test
    void aPinReplacesNoOtherObject() throws IOException {
        String bucket = bucketOn("ipfs");
        String cid = put(bucket, "one", 3);
        put(bucket, "two", 4);
        assertRefused(409, "NAME_TAKEN", send("POST", PINS, token(bucket), "{\"cid\":\"" + cid + "\",\"name\":\"two\"}"));
    }

    @Test
    void aBucketOnNoNetworkTakesNoPins() throws IOException {
        String cid = put(bucketOn("ipfs"), "one", 5);
        String none = bucketOn("none");
        assertRefused(400, "BAD_REQUEST", send("POST", PINS, token(none), "{\"cid\":\"" + cid + "\"}"));
        assertEquals(0, s3.listObjectsV2(r -> r.bucket(none)).keyCount());
    }

    @Test
    void pinsAreListedByWhatIsAskedFor() throws IOException {
        String bucket = bucketOn("ipfs");
        String first = put(bucket, "First", 6);
        String second = put(bucket, "second", 7);

        assertEquals(2, json(200, send("GET", PINS, token(bucket), null)).get("count").asInt());
        JsonNode one = json(200, send("GET", PINS + "?limit=1", token(bucket), null));
        assertEquals(2, one.get("count").asInt());
        assertEquals(1, one.get("results").size());
        assertEquals("First", only(bucket, "?cid=" + first));
        assertEquals("second", only(bucket, "?name=second"));
        assertEquals("First", only(bucket, "?name=first&match=iexact"));
        assertEquals("First", only(bucket, "?name=irs&match=partial"));
        assertEquals("second", only(bucket, "?name=SEC&match=ipartial"));
        assertEquals(0, json(200, send("GET", PINS + "?status=failed", token(bucket), null)).get("count").asInt());
        assertEquals(0, json(200, send("GET", PINS + "?before=2001-01-01T00:00:00Z", token(bucket), null)).get("count").asInt());
        assertEquals(2, json(200, send("GET", PINS + "?cid=" + first + "," + second, token(bucket), null)).get("count").asInt());
        for (String bad : new String[] {"limit=0", "limit=x", "match=other&name=a", "status=lost", "after=yesterday"}) {
            assertRefused(400, "BAD_REQUEST", send("GET", PINS + "?" + bad, token(bucket), null));
        }
    }

    private String only(String bucket, String query) throws IOException {
        JsonNode results = json(200, send("GET", PINS + query, token(bucket), null)).get("results");
        assertEquals(1, results.size(), results::toString);
        return results.at("/0/pin/name").asText();
    }

    @Test
    void aPinIsReplacedByAnother() throws IOException {
        String bucket = bucketOn("ipfs");
        put(bucket, "old", 8);
        String other = put(bucketOn("ipfs"), "other", 9);
        String id = json(200, send("GET", PINS + "?name=old", token(bucket), null)).at("/results/0/requestid").asText();

        JsonNode made = json(202, send("POST", PINS + "/" + id, token(bucket), "{\"cid\":\"" + other + "\",\"name\":\"new\"}"));
        assertNotEquals(id, made.get("requestid").asText());
        assertEquals("new", only(bucket, ""));
    }

    @Test
    void aPinIsReplacedByAnotherOfTheSameName() throws IOException {
        String bucket = bucketOn("ipfs");
        String old = put(bucketOn("ipfs"), "old", 10);
        String other = put(bucketOn("ipfs"), "other", 11);
        String id = pin(bucket, old, "site").get("requestid").asText();

        JsonNode made = json(202, send("POST", PINS + "/" + id, token(bucket), "{\"cid\":\"" + other + "\",\"name\":\"site\"}"));
        assertNotEquals(id, made.get("requestid").asText());
        assertEquals(other, s3.headObject(r -> r.bucket(bucket).key("site")).metadata().get("cid"));
        assertRefused(404, "NOT_FOUND", send("GET", PINS + "/" + id, token(bucket), null));
        assertRefused(404, "NOT_FOUND", send("DELETE", PINS + "/" + id, token(bucket), null));
        assertEquals("site", only(bucket, "?cid=" + other));
        put(bucket, "taken", 12);
        assertRefused(409, "NAME_TAKEN", send("POST", PINS + "/" + made.get("requestid").asText(), token(bucket),
                "{\"cid\":\"" + old + "\",\"name\":\"taken\"}"));
        assertEquals("site", only(bucket, "?name=site"));
    }

    @Test
    void whatAClientKeepsWithAPinIsKeptAndFiltersTheList() throws IOException {
        String source = bucketOn("ipfs");
        String bucket = bucketOn("ipfs");
        String cid = put(source, "one", 13);
        s3.putObject(r -> r.bucket(source).key("typed").contentType("text/x-typed").metadata(Map.of("own", "kept")),
                RequestBody.fromBytes(bytes(300, 14)));
        String typed = s3.headObject(r -> r.bucket(source).key("typed")).metadata().get("cid");
        JsonNode made = json(202, send("POST", PINS, token(bucket), "{\"cid\":\"" + typed
                + "\",\"name\":\"typed\",\"meta\":{\"app_id\":\"99 ü\",\"b\":\"c\"},\"origins\":[\"/p2p/QmSourcePeerId\"]}"));
        assertEquals("99 ü", made.at("/pin/meta/app_id").asText());
        pin(bucket, cid, "other");

        assertEquals("text/x-typed", s3.headObject(r -> r.bucket(bucket).key("typed")).contentType());
        assertEquals("kept", s3.headObject(r -> r.bucket(bucket).key("typed")).metadata().get("own"));
        assertEquals("typed", only(bucket, "?meta=%7B%22app_id%22%3A%2299%20%C3%BC%22%7D"));
        assertEquals(0, json(200, send("GET", PINS + "?meta=%7B%22app_id%22%3A%22other%22%7D", token(bucket), null)).get("count").asInt());
        assertEquals(2, json(200, send("GET", PINS + "?meta=%7B%7D", token(bucket), null)).get("count").asInt());
        // A copy of a pin is another pin.
        assertEquals(0, pin(bucket, typed, "again").at("/pin/meta").size());
        for (String bad : List.of("{\"a\":1}", "[]", "\"a\"")) {
            assertRefused(400, "BAD_REQUEST", send("POST", PINS, token(bucket), "{\"cid\":\"" + cid + "\",\"meta\":" + bad + "}"));
        }
        for (String bad : List.of("\"name\":1", "\"origins\":\"a\"", "\"origins\":[1]", "\"name\":\"" + "a".repeat(256) + "\"")) {
            assertRefused(400, "BAD_REQUEST", send("POST", PINS, token(bucket), "{\"cid\":\"" + cid + "\"," + bad + "}"));
        }
        assertRefused(400, "BAD_REQUEST", send("GET", PINS + "?meta=no", token(bucket), null));
    }

    @Test
    void parametersOfListsMayBeRepeatedAndPagesAreTurnedByTime() throws IOException {
        String bucket = bucketOn("ipfs");
        String first = put(bucket, "a", 15);
        String second = put(bucket, "b", 16);
        put(bucket, "c", 17);

        assertEquals(2, json(200, send("GET", PINS + "?cid=" + first + "&cid=" + second, token(bucket), null)).get("count").asInt());
        assertEquals(3, json(200, send("GET", PINS + "?status=failed&status=pinned", token(bucket), null)).get("count").asInt());
        Set<String> names = new HashSet<>();
        String before = "";
        for (int page = 3; page > 0; page--) {
            JsonNode answer = json(200, send("GET", PINS + "?limit=1" + before, token(bucket), null));
            assertEquals(page, answer.get("count").asInt());
            names.add(answer.at("/results/0/pin/name").asText());
            before = "&before=" + answer.at("/results/0/created").asText();
        }
        assertEquals(Set.of("a", "b", "c"), names);
        JsonNode oldest = json(200, send("GET", PINS + "?limit=1000", token(bucket), null)).at("/results/2");
        JsonNode newer = json(200, send("GET", PINS + "?after=" + oldest.get("created").asText(), token(bucket), null));
        assertEquals(2, newer.get("count").asInt());
        assertRefused(400, "BAD_REQUEST", send("GET", PINS + "?limit=1001", token(bucket), null));
        assertRefused(400, "BAD_REQUEST", send("GET", PINS + "?name=" + "a".repeat(256), token(bucket), null));
        assertRefused(400, "BAD_REQUEST", send("GET", PINS + "?cid=" + String.join(",",
                List.of("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1", "b2")), token(bucket), null));
    }

    @Test
    void contentIdsOfVersionZeroAreUnderstood() throws IOException {
        String source = bucketOn("ipfs");
        String bucket = bucketOn("ipfs");
        put(source, "large", bytes(300_000, 18));
        String cid = s3.headObject(r -> r.bucket(source).key("large")).metadata().get("cid");
        String version0 = ContentGatewayIT.version0(cid);
        JsonNode made = pin(bucket, version0, "large");
        assertEquals(cid, made.at("/pin/cid").asText());
        assertEquals("large", only(bucket, "?cid=" + version0));
    }

    @Test
    void whoMayReadTheSourceAndNotWriteIsRefusedForThat() throws IOException {
        String bucket = bucketOn("ipfs");
        String cid = put(bucketOn("ipfs"), "one", 19);
        s3.putBucketPolicy(r -> r.bucket(bucket).policy("{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                + "\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::" + bucket + "/*\"}]}"));
        assertRefused(401, "UNAUTHORIZED", send("POST", PINS, token(bucket), "{\"cid\":\"" + cid + "\",\"name\":\"a\"}"));
    }
}
