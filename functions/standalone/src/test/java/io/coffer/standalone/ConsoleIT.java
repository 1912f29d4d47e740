package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's pages beside S3's paths. */
class ConsoleIT {

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

    @Test
    void thePageMayLoadNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = get("/_console/");

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<h1>Connect to this endpoint</h1>"), page::body);
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    }

    @Test
    void theAddressWithoutASlashLeadsToThePage() throws Exception {
        HttpResponse<String> answer = get("/_console");

        assertEquals(302, answer.statusCode());
        assertEquals("/_console/index.html", answer.headers().firstValue("Location").orElseThrow());
        assertEquals(200, get("/_console/index.html").statusCode());
    }

    @Test
    void pathsThatOnlyBeginAlikeAreS3s() throws Exception {
        HttpResponse<String> answer = get("/_consoles");

        assertTrue(answer.body().contains("<Code>InvalidBucketName</Code>"), answer::body);
        assertTrue(answer.headers().firstValue("Content-Security-Policy").isEmpty());
    }
}
