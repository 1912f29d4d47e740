package io.coffer.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against events that others recorded, and the documented example. */
class GatewayEventTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Recorded at us-west-2: github.com/aws/aws-lambda-java-libs, pull request 230. */
    @Test
    void aPlainGetIsTheRecordedOne() throws IOException {
        GatewayRequest request = request("GET", "/printer", "127.0.0.1",
                "Host", "abcdef.execute-api.us-west-2.amazonaws.com", "User-Agent", "curl/7.71.1", "Accept", "*/*");
        assertEquals(recorded("event-get.json"),
                withTrace(event(request, "ANY /printer", "abcdef", "fakeRequestid=", Instant.parse("2021-03-22T06:50:34Z")),
                        "Root=1-60583e5a-1f74381240de6ded5a65dbd0"));
    }

    /** Recorded by projecthorus/sondehub-infra (its account's number and the length of its body are changed here). */
    @Test
    void aCompressedPutIsTheRecordedOne() throws IOException {
        GatewayRequest request = request("PUT", "/sondes/telemetry", "103.107.130.22", new byte[] {0x1f, (byte) 0x8b, 8},
                "Accept", "*/*", "Accept-Encoding", "gzip, deflate", "Content-Encoding", "gzip", "Content-Length", "3",
                "Content-Type", "application/json", "Host", "api.v2.sondehub.org", "User-Agent", "autorx-1.4.1-beta4",
                "X-Amzn-Trace-Id", "Root=1-6015f571-6aef2e73165042d53fcc317a", "Date", "Sun, 31 Jan 2021 00:21:45 GMT");
        assertEquals(recorded("event-put-gzip.json"), event(request, "PUT /sondes/telemetry", "r03szwwq41", "Z_NJvh0RoAMEJaw=",
                Instant.ofEpochMilli(1612051825409L)));
    }

    /** API Gateway Developer Guide, payload format 2.0; without the fields of authorizers, client certificates and stage variables. */
    @Test
    void theDocumentedExampleComesOutAsDocumented() throws IOException {
        GatewayRequest request = request("POST", "/my/path?parameter1=value1&parameter1=value2&parameter2=value", "192.0.2.1",
                "Hello from Lambda".getBytes(StandardCharsets.UTF_8),
                "Host", "id.execute-api.us-east-1.amazonaws.com", "User-Agent", "agent", "Content-Type", "text/plain",
                "Cookie", "cookie1; cookie2", "Header1", "value1", "Header2", "value1", "hEADER2", "value2");
        JsonNode event = event(request, "$default", "api-id", "id", Instant.parse("2020-03-12T19:03:58Z"));
        ObjectNode headers = (ObjectNode) event.get("headers");
        headers.retain("header1", "header2");
        assertEquals(recorded("event-documented.json"), event);
    }

    @Test
    void aQueryStaysRawAndIsDecodedBeside() throws IOException {
        JsonNode event = event(request("GET", "/b?acl&prefix=a%2Fb+c&prefix=%C3%A9", "192.0.2.1"), "GET /{bucket}");
        assertEquals("acl&prefix=a%2Fb+c&prefix=%C3%A9", event.get("rawQueryString").textValue());
        assertEquals(JSON.readTree("{\"acl\":\"\",\"prefix\":\"a/b c,é\"}"), event.get("queryStringParameters"));
    }

    @Test
    void pathsAndTheirVariablesAreDecoded() throws IOException {
        JsonNode event = event(request("GET", "/b/a%20%C3%A9%2Fk", "192.0.2.1"), "GET /{bucket}/{key+}");
        assertEquals("/b/a é/k", event.get("rawPath").textValue());
        assertEquals("/b/a é/k", event.at("/requestContext/http/path").textValue());
        assertEquals(JSON.readTree("{\"bucket\":\"b\",\"key\":\"a é/k\"}"), event.get("pathParameters"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, true",
        "text/csv; charset=iso-8859-1, true",
        "application/json, true",
        "application/XML, true",
        "application/javascript, true",
        "application/octet-stream, false",
        "binary/octet-stream, false",
        "image/png, false",
        "application/x-www-form-urlencoded, false",
        "'', false",
    })
    void onlyTextIsText(String contentType, boolean text) throws IOException {
        byte[] latin1 = {'a', (byte) 0xe9, 'b'};
        JsonNode event = event(request("PUT", "/b/k", "192.0.2.1", latin1, "Content-Type", contentType), "PUT /{bucket}/{key+}");
        assertEquals(!text, event.get("isBase64Encoded").booleanValue());
        assertEquals(text ? "a\uFFFDb" : "Yeli", event.get("body").textValue());
    }

    @Test
    void anAnnouncedEmptyBodyIsGivenAType() throws IOException {
        JsonNode announced = event(request("POST", "/b/k?uploads", "192.0.2.1", "Content-Length", "0"), "POST /{bucket}/{key+}");
        assertEquals("text/plain; charset=utf-8", announced.at("/headers/content-type").textValue());
        JsonNode typed = event(request("POST", "/b", "192.0.2.1", "Content-Length", "0", "Content-Type", "a/b"), "POST /{bucket}");
        assertEquals("a/b", typed.at("/headers/content-type").textValue());
        assertFalse(announced.has("body"));
        assertFalse(announced.get("isBase64Encoded").booleanValue());
    }

    @Test
    void theGatewayAddsWhereARequestCameFrom() throws IOException {
        JsonNode headers = event(request("GET", "/b", "192.0.2.1", "X-Forwarded-For", "198.51.100.7", "Connection", "close",
                "Expect", "100-continue", "Authorization", "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c"),
                "GET /{bucket}").get("headers");
        assertEquals("198.51.100.7, 192.0.2.1", headers.get("x-forwarded-for").textValue());
        assertTrue(headers.get("x-amzn-trace-id").textValue().matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}"));
        assertEquals("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c", headers.get("authorization").textValue());
        assertFalse(headers.has("connection") || headers.has("expect"));
    }

    private static GatewayRequest request(String method, String target, String from, String... headers) {
        return request(method, target, from, new byte[0], headers);
    }

    private static GatewayRequest request(String method, String target, String from, byte[] body, String... headers) {
        List<Map.Entry<String, String>> list = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            list.add(Map.entry(headers[i], headers[i + 1]));
        }
        return new GatewayRequest(method, target, "HTTP/1.1", list, body, from);
    }

    private static JsonNode event(GatewayRequest request, String routeKey) throws IOException {
        return event(request, routeKey, "api", "id", Instant.EPOCH);
    }

    private static JsonNode event(GatewayRequest request, String routeKey, String apiId, String requestId, Instant time)
            throws IOException {
        Routes.Match match = new Routes(List.of(Route.of(routeKey, "f")))
                .find(request.method(), UrlDecoding.path(request.rawPath())).orElseThrow();
        return JSON.readTree(GatewayEvent.of(request, match, api(apiId), requestId, time));
    }

    private static HttpApiTemplate.Api api(String id) {
        return new HttpApiTemplate.Api(
                id, Optional.empty(), true, Map.of(), new Routes(List.of()), Optional.empty(), Optional.empty());
    }

    private static JsonNode withTrace(JsonNode event, String trace) {
        ((ObjectNode) event.get("headers")).put("x-amzn-trace-id", trace);
        return event;
    }

    private static JsonNode recorded(String name) throws IOException {
        try (InputStream in = GatewayEventTest.class.getResourceAsStream("/gateway/" + name)) {
            return JSON.readTree(in);
        }
    }
}
