package io.coffer.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Takes whatever is sent to it, as a collector of traces does. */
final class Collector implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final HttpServer server;
    private final BlockingQueue<Batch> fresh = new LinkedBlockingQueue<>();
    private final List<Batch> seen = new ArrayList<>();

    private Collector(HttpServer server) {
        this.server = server;
    }

    /** A request that it was sent, each byte of its body one character. */
    record Batch(String path, String contentType, String body) {

        boolean has(byte[] bytes) {
            return body.contains(text(bytes));
        }
    }

    static Collector start() throws IOException {
        Collector collector = new Collector(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        collector.server.createContext("/", collector::take);
        collector.server.start();
        return collector;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = text(exchange.getRequestBody().readAllBytes());
            fresh.add(new Batch(exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Content-Type"), body));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A batch of that kind, which came or is still to come. */
    Batch await(Predicate<Batch> wanted) throws InterruptedException {
        for (Batch batch : seen) {
            if (wanted.test(batch)) {
                return batch;
            }
        }
        while (true) {
            Batch batch = fresh.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (batch == null) {
                throw new IllegalStateException("the batch did not come; others: " + seen.size());
            }
            seen.add(batch);
            if (wanted.test(batch)) {
                return batch;
            }
        }
    }

    /** Whether anything that came so far has these bytes. */
    boolean everHas(byte[] bytes) {
        fresh.drainTo(seen);
        return seen.stream().anyMatch(batch -> batch.has(bytes));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
