package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with the local certificate authority, and what plain HTTP does off loopback. */
class TlsIT {

    @TempDir
    Path data;

    @Test
    void theAuthorityVouchesForTheServer() throws Exception {
        byte[] authority;
        try (ServerProcess server = ServerProcess.start(data)) {
            authority = Files.readAllBytes(server.authority());
            URI live = server.tlsEndpoint().resolve("/_health/live");
            assertEquals(200, statusOf(live, server.authority()));
            URI byAddress = URI.create("https://127.0.0.1:" + server.tlsPort() + "/_health/live");
            assertEquals(200, statusOf(byAddress, server.authority()));
            assertThrows(SSLHandshakeException.class,
                    () -> HttpClient.newHttpClient().send(HttpRequest.newBuilder(live).build(), BodyHandlers.ofString()));
        }
        try (ServerProcess renamed = ServerProcess.start(data, Map.of("COFFER_DOMAIN", "s3.example.com"), List.of())) {
            assertArrayEquals(authority, Files.readAllBytes(renamed.authority()), "the authority outlives the server's certificate");
        }
    }

    @Test
    void plainHttpOffLoopbackOnlyRedirects() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, Map.of(), List.of(), "--host", "0.0.0.0")) {
            for (String target : List.of("/", "/bucket/a%2Fb?x=%20", "/_health")) {
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(server.endpoint() + target)).build(), BodyHandlers.ofString());
                assertEquals(301, answer.statusCode());
                assertEquals(server.tlsEndpoint() + target, answer.headers().firstValue("Location").orElseThrow());
                assertEquals("", answer.body());
            }
            HttpRequest put = HttpRequest.newBuilder(server.endpoint().resolve("/bucket/key")).PUT(BodyPublishers.ofString("x")).build();
            assertEquals(308, HttpClient.newHttpClient().send(put, BodyHandlers.ofString()).statusCode());
            URI live = server.tlsEndpoint().resolve("/_health/live");
            assertEquals(200, statusOf(live, server.authority()));
        }
    }

    @Test
    void servesTheCertificateItIsGiven(@TempDir Path other) throws Exception {
        TlsFiles given = TlsFiles.in(other, "127.0.0.1", "localhost");
        try (ServerProcess server = ServerProcess.start(data, Map.of(), List.of(),
                "--tls-cert", given.certificate().toString(), "--tls-key", given.key().toString())) {
            URI live = server.tlsEndpoint().resolve("/_health/live");
            assertEquals(200, statusOf(live, given.authority().orElseThrow()));
        }
    }

    private static int statusOf(URI uri, Path authority) throws Exception {
        return TlsClient.trusting(authority).send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
    }
}
