package io.coffer.standalone.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<HttpServerRequest> requests = new LinkedBlockingQueue<>();
    private Connections connections;
    private HttpServer server;

    @BeforeEach
    void listen() {
        connections = new Connections(vertx, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(50));
        server = vertx.createHttpServer(S3Server.settings())
                .connectionHandler(connections::opened)
                .requestHandler(request -> {
                    connections.began(request);
                    requests.add(request);
                })
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean ends(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aConnectionThatSaysNothingEnds() throws IOException {
        try (Socket silent = connect()) {
            assertTrue(ends(silent));
        }
    }

    @Test
    void aHeadThatDoesNotEndEndsItsConnection() throws IOException {
        try (Socket slow = connect()) {
            send(slow, "GET / HTTP/1.1\r\nHost: x\r\nX-Header: begun");
            assertTrue(ends(slow));
        }
    }

    @Test
    void aConnectionThatAsksNothingMoreEnds() throws Exception {
        try (Socket kept = connect()) {
            send(kept, REQUEST);
            requests.take().response().end();
            assertEquals("HTTP/1.1 200 OK", new String(kept.getInputStream().readNBytes(15), StandardCharsets.US_ASCII));
            kept.getInputStream().readAllBytes();
        }
    }

    @Test
    void aRequestThatIsBeingAnsweredKeepsItsConnection() throws Exception {
        try (Socket patient = connect(); Socket silent = connect()) {
            send(patient, REQUEST);
            HttpServerRequest request = requests.take();
            assertTrue(ends(silent), "by now the other would have ended, too");
            request.response().end();
            assertEquals('H', patient.getInputStream().read());
        }
    }

    @Test
    void idleIsWhoHasAnsweredEverythingOrLostItsClients() throws Exception {
        assertTrue(connections.whenIdle().isDone());
        try (Socket lost = connect(); Socket answered = connect()) {
            send(lost, REQUEST);
            requests.take();
            send(answered, REQUEST);
            HttpServerRequest last = requests.take();
            var idle = connections.whenIdle();
            lost.close();
            assertFalse(idle.isDone());
            last.response().end();
            idle.get(10, TimeUnit.SECONDS);
        }
    }
}
