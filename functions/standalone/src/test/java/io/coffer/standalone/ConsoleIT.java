package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's pages beside S3's paths: what is served under which address, with which headers. */
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

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + server.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
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
        HttpResponse<String> page = get("/_console/");

        assertEquals(200, page.statusCode());
        assertFalse(Pattern.compile("<script(?![^>]*\\ssrc=)|\\sstyle=|\\son[a-z]+=").matcher(page.body()).find(), page::body);
        String policy = header(page, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"), policy);
        assertTrue(policy.endsWith("base-uri 'none'; form-action 'none'; frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(page, "Referrer-Policy"));
        assertEquals("noopener-allow-popups", header(page, "Cross-Origin-Opener-Policy"));
        assertTrue(header(page, "Permissions-Policy").contains("camera=()"));
    }

    @Test
    void thePageIsAskedForAgainAndWhatItLoadsIsKept() throws Exception {
        HttpResponse<String> page = get("/_console/index.html");
        List<String> loaded = references(page.body());

        assertEquals("no-cache", header(page, "Cache-Control"));
        assertTrue(loaded.size() >= 3, loaded::toString);
        for (String reference : loaded) {
            assertTrue(reference.matches("\\./assets/[A-Za-z]+-[A-Za-z0-9_-]{8}\\.(js|css|svg)"), reference);
            HttpResponse<String> asset = get("/_console/" + reference.substring(2));
            assertEquals(200, asset.statusCode(), reference);
            assertEquals("public, max-age=31536000, immutable", header(asset, "Cache-Control"), reference);
            assertTrue(header(asset, "Content-Type").matches("(text/javascript|text/css|image/svg\\+xml).*"), reference);
        }
    }

    @Test
    void anAssetThatIsNotThereIsNotKept() throws Exception {
        HttpResponse<String> answer = get("/_console/assets/index-00000000.js");

        assertEquals(404, answer.statusCode());
        assertEquals("no-cache", header(answer, "Cache-Control"));
    }

    @Test
    void thePagesAreToldOfTheirEndpoint() throws Exception {
        HttpResponse<String> answer = get("/_console/settings.json");
        JsonNode settings = new ObjectMapper().readTree(answer.body());

        assertEquals("application/json", header(answer, "Content-Type"));
        assertEquals("no-cache", header(answer, "Cache-Control"));
        assertEquals("us-east-1", settings.get("region").asText());
        assertEquals("localhost", settings.get("domain").asText());
        assertEquals("", settings.get("streamingEndpoint").asText());
        assertFalse(settings.get("functionLimits").asBoolean());
        assertTrue(settings.get("dottedBucketNames").asBoolean());
    }

    @Test
    void theAddressWithoutASlashLeadsToThePage() throws Exception {
        HttpResponse<String> answer = get("/_console");

        assertEquals(302, answer.statusCode());
        assertEquals("/_console/index.html", header(answer, "Location"));
    }

    @Test
    void pathsThatOnlyBeginAlikeAreS3s() throws Exception {
        HttpResponse<String> answer = get("/_consoles");

        assertTrue(answer.body().contains("<Code>InvalidBucketName</Code>"), answer::body);
        assertTrue(answer.headers().firstValue("Content-Security-Policy").isEmpty());
    }
}
