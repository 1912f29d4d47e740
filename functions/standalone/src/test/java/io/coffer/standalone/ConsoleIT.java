package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coffer.standalone.ServerProcess.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's origin: what is served there and with which headers, and what S3's address does for it. */
class ConsoleIT {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @TempDir
    static Path data;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String uri, String... headers) throws IOException, InterruptedException {
        return send("GET", uri, headers);
    }

    private static HttpResponse<String> send(String method, String uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return get("http://localhost:" + server.console().getPort() + path);
    }

    private static String s3(String path) {
        return "http://localhost:" + server.port() + path;
    }

    private static String origin() {
        return "http://localhost:" + server.console().getPort();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** What the page loads, as it is written there. */
    private static List<String> references(String page) {
        return REFERENCE.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
    }

    @Test
    void thePageMayLoadNothingFromElsewhereAndRunsNoInlineScript() throws Exception {
        HttpResponse<String> page = page("/");

        assertEquals(200, page.statusCode());
        assertFalse(Pattern.compile("<script(?![^>]*\\ssrc=)|\\sstyle=|\\son[a-z]+=").matcher(page.body()).find(), page::body);
        String policy = header(page, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' " + s3("") + ";"),
                policy);
        assertTrue(policy.endsWith("base-uri 'none'; form-action 'none'; frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(page, "Referrer-Policy"));
        assertEquals("same-origin", header(page, "Cross-Origin-Opener-Policy"));
        assertTrue(header(page, "Permissions-Policy").contains("camera=()"));
    }

    @Test
    void thePageIsAskedForAgainAndWhatItLoadsIsKept() throws Exception {
        HttpResponse<String> page = page("/index.html");
        List<String> loaded = references(page.body());

        assertEquals("no-cache", header(page, "Cache-Control"));
        assertTrue(loaded.size() >= 3, loaded::toString);
        for (String reference : loaded) {
            assertTrue(reference.matches("\\./assets/[A-Za-z]+-[A-Za-z0-9_-]{8}\\.(js|css|svg)"), reference);
            HttpResponse<String> asset = page("/" + reference.substring(2));
            assertEquals(200, asset.statusCode(), reference);
            assertEquals("public, max-age=31536000, immutable", header(asset, "Cache-Control"), reference);
            assertTrue(header(asset, "Content-Type").matches("(text/javascript|text/css|image/svg\\+xml).*"), reference);
        }
    }

    @Test
    void anAssetThatIsNotThereIsNotKept() throws Exception {
        HttpResponse<String> answer = page("/assets/index-00000000.js");

        assertEquals(404, answer.statusCode());
        assertEquals("no-cache", header(answer, "Cache-Control"));
    }

    @Test
    void thePagesOriginHasNoObjects() throws Exception {
        assertEquals(404, page("/bucket/key").statusCode());
        assertEquals(404, page("/%2e%2e/%2e%2e/application.properties").statusCode());
        assertEquals(404, page("/../MANIFEST.MF").statusCode());
    }

    @Test
    void thePagesAreToldOfTheirEndpointUnderTheNameThatTheyWereReachedBy() throws Exception {
        HttpResponse<String> answer = page("/settings.json");
        JsonNode settings = new ObjectMapper().readTree(answer.body());

        assertEquals("application/json", header(answer, "Content-Type"));
        assertEquals("no-cache", header(answer, "Cache-Control"));
        assertEquals(s3(""), settings.get("endpoint").asText());
        assertEquals("us-east-1", settings.get("region").asText());
        assertEquals("localhost", settings.get("domain").asText());
        assertEquals("", settings.get("streamingEndpoint").asText());
        assertFalse(settings.get("functionLimits").asBoolean());
        assertTrue(settings.get("dottedBucketNames").asBoolean());
    }

    @Test
    void s3sAddressLeadsBrowsersToTheConsole() throws Exception {
        for (HttpResponse<String> answer : List.of(
                get(s3("/_console")), get(s3("/_console/")), get(s3("/_console/x?y")), get(s3("/"), "Accept", "text/html,*/*"))) {
            assertEquals(302, answer.statusCode());
            assertEquals(origin() + "/", header(answer, "Location"));
        }
    }

    @Test
    void clientsThatAreNoBrowsersAreNotLedThere() throws Exception {
        assertEquals(403, get(s3("/")).statusCode());
        assertEquals(403, get(s3("/"), "Accept", "*/*").statusCode());
        assertNotEquals(302, get(s3("/"), "Accept", "text/html", "Authorization", "AWS4-HMAC-SHA256 x").statusCode());
    }

    @Test
    void pathsThatOnlyBeginAlikeAreS3s() throws Exception {
        HttpResponse<String> answer = get(s3("/_consoles"));

        assertTrue(answer.body().contains("<Code>InvalidBucketName</Code>"), answer::body);
        assertTrue(answer.headers().firstValue("Content-Security-Policy").isEmpty());
    }

    @Test
    void thePagesMaySendAnyRequestAndReadTheAnswer() throws Exception {
        HttpResponse<String> preflight = send("OPTIONS", s3("/any/key"), "Origin", origin(),
                "Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers", "authorization,x-amz-meta-a");
        HttpResponse<String> refused = get(s3("/any/key"), "Origin", origin());

        assertEquals(200, preflight.statusCode());
        assertEquals(origin(), header(preflight, "Access-Control-Allow-Origin"));
        assertEquals("authorization,x-amz-meta-a", header(preflight, "Access-Control-Allow-Headers"));
        assertTrue(header(preflight, "Access-Control-Allow-Methods").contains("PUT"));
        assertEquals("", header(preflight, "Access-Control-Allow-Credentials"));
        assertEquals(404, refused.statusCode());
        assertEquals(origin(), header(refused, "Access-Control-Allow-Origin"));
        assertEquals("*", header(refused, "Access-Control-Expose-Headers"));
    }

    @Test
    void noOtherOriginIsAnsweredSo() throws Exception {
        for (String other : List.of("null", s3(""), "http://localhost:1", "http://evil.example:" + server.console().getPort(),
                "https://localhost:" + server.console().getPort())) {
            HttpResponse<String> preflight =
                    send("OPTIONS", s3("/any/key"), "Origin", other, "Access-Control-Request-Method", "PUT");
            assertEquals(403, preflight.statusCode(), other);
            assertEquals("", header(preflight, "Access-Control-Allow-Origin"), other);
            assertEquals("", header(get(s3("/any/key"), "Origin", other), "Access-Control-Allow-Origin"), other);
        }
    }

    @Test
    void withoutAConsoleNothingLeadsToOne(@TempDir Path other) throws Exception {
        try (ServerProcess without = ServerProcess.start(other, Map.of("COFFER_CONSOLE_PORT", "none"), List.of())) {
            assertFalse(without.greeting().contains("Console"), without.greeting());
            assertEquals(400, get(without.endpoint() + "/_console").statusCode());
        }
    }

    @Test
    void behindProxiesTheAddressesAreAsTheyWereGiven(@TempDir Path other) throws Exception {
        Map<String, String> addresses =
                Map.of("COFFER_CONSOLE_URL", "https://Console.example.com/", "COFFER_ENDPOINT_URL", "https://s3.example.com:8443");
        try (ServerProcess proxied = ServerProcess.start(other, addresses, List.of())) {
            HttpResponse<String> led = get(proxied.endpoint() + "/_console");
            HttpResponse<String> read = get(proxied.endpoint() + "/b", "Origin", "https://console.example.com");

            assertEquals("https://console.example.com/", header(led, "Location"));
            assertEquals("https://console.example.com", header(read, "Access-Control-Allow-Origin"));
        }
    }

    @Test
    void aConsolesPortThatWasAskedForAndIsTakenIsToldOf(@TempDir Path other) throws Exception {
        Outcome outcome = ServerProcess.run(Map.of("COFFER_PORT", "0", "COFFER_TLS_PORT", "0"), "serve", "--data", other.toString(),
                "--console-port", String.valueOf(server.console().getPort()));

        assertNotEquals(0, outcome.exitCode());
        assertTrue(outcome.errors().contains("port " + server.console().getPort()), outcome.errors());
    }

    @Test
    void aConsolesPortThatIsNoneIsRefused() throws Exception {
        for (String wrong : List.of("x", "-1", "70000")) {
            Outcome outcome = ServerProcess.run(Map.of(), "serve", "--console-port", wrong);
            assertEquals(2, outcome.exitCode(), outcome.errors());
            assertTrue(outcome.errors().matches("(?s)coffer: --console-port is a port .* or none.*"), outcome.errors());
        }
    }
}
