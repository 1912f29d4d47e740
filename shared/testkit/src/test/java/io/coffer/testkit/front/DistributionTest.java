package io.coffer.testkit.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to a distribution, byte by byte, whose origins answer always the same. */
class DistributionTest {

    private static final String TOO_LARGE = "HTTP/1.1 416 Requested Range Not Satisfiable\r\nContent-Length: 3\r\n\r\n416";
    private static final String FROM_STREAMING = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nstreaming";
    private static final String NOTHING = "";

    private final List<CannedOrigin> origins = new ArrayList<>();
    private final List<String> unhandled = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (CannedOrigin origin : origins) {
            origin.close();
        }
    }

    /** Answers every request with the same bytes when its head has come, and hangs up. */
    private static final class CannedOrigin implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0);
        private final byte[] answer;

        CannedOrigin(String answer) throws IOException {
            this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
            Thread serving = new Thread(this::serve, "origin");
            serving.setDaemon(true);
            serving.start();
        }

        private void serve() {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    readHead(socket.getInputStream());
                    socket.getOutputStream().write(answer);
                } catch (IOException e) {
                    // The test is over, or the distribution hung up first.
                }
            }
        }

        private static void readHead(InputStream from) throws IOException {
            int matched = 0;
            for (int next = from.read(); next >= 0 && matched < 4; ) {
                matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
                next = matched < 4 ? from.read() : next;
            }
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private Distribution distribution(String gateway, String streaming) throws IOException {
        origins.add(new CannedOrigin(gateway));
        origins.add(new CannedOrigin(streaming));
        LinkedHashMap<String, Origin> named = Distribution.gatewayAndStreaming(origins.get(0).address(), origins.get(1).address());
        return Distribution.start(0, Path.of("../../infra/front/viewer-request.js"), named,
                thrown -> unhandled.add(thrown.toString()));
    }

    private static String answer(Distribution distribution, String head, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", distribution.endpoint().getPort())) {
            String request = head + "Host: s3.example.com\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Java's HTTP client announces a body of no bytes with a GET; other clients announce none. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 0\r\n"})
    void aGetWithoutABodyIsAskedAgainWhereItFits(String announced) throws IOException {
        try (Distribution distribution = distribution(TOO_LARGE, FROM_STREAMING)) {
            String answer = answer(distribution, "GET /bucket/large HTTP/1.1\r\n" + announced, "");

            assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
            assertTrue(answer.endsWith("\r\n\r\nstreaming"), answer);
        }
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html">CloudFront
     *     Developer Guide, "GET requests that include a body"</a>
     */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 4\r\n", "Transfer-Encoding: chunked\r\n"})
    void aGetWithABodyIsForbidden(String announced) throws IOException {
        try (Distribution distribution = distribution(TOO_LARGE, FROM_STREAMING)) {
            String body = announced.contains("4") ? "body" : "0\r\n\r\n";
            String answer = answer(distribution, "GET /bucket/key HTTP/1.1\r\n" + announced, body);

            assertTrue(answer.startsWith("HTTP/1.1 403 Forbidden\r\n"), answer);
        }
    }

    /** What was sent has all come from the viewer when the origin turns out to be gone. */
    @Test
    void anOriginThatHangsUpOnAPutIsABadGatewayAndNothingElse() throws IOException {
        try (Distribution distribution = distribution(NOTHING, NOTHING)) {
            for (int attempt = 0; attempt < 20; attempt++) {
                String answer = answer(distribution, "PUT /bucket/key HTTP/1.1\r\nContent-Length: 100000\r\n", "x".repeat(100_000));

                assertTrue(answer.startsWith("HTTP/1.1 502 Bad Gateway\r\n"), answer);
            }
        }
        assertEquals(List.of(), unhandled);
    }

    @Test
    void aPutThatTheOriginRefusesEarlyLeavesNothingUnhandled() throws IOException {
        String refusal = "HTTP/1.1 413 Request Entity Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        try (Distribution distribution = distribution(refusal, refusal)) {
            for (int attempt = 0; attempt < 20; attempt++) {
                answer(distribution, "PUT /bucket/key HTTP/1.1\r\nContent-Length: 100000\r\n", "x".repeat(100_000));
            }
        }
        assertEquals(List.of(), unhandled);
    }
}
