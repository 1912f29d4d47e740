package io.coffer.proofs.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.http.S3Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An installation that clients reach over HTTP. A body that cannot be read to its end breaks the connection. */
public final class HttpInstallation implements AutoCloseable {

    private static final int THREADS = 8;

    private final Installation installation;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    public HttpInstallation(Installation installation) throws IOException {
        this.installation = installation;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        S3Headers headers = new S3Headers();
        exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        String query = exchange.getRequestURI().getRawQuery();
        S3Response response = installation.handle(new S3Request(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), query,
                headers, new QueryParameters(query), exchange.getRequestBody(), false, "127.0.0.1"));
        response.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        long length = response.body().length();
        exchange.sendResponseHeaders(response.status(), head || length == 0 ? -1 : length);
        try (exchange) {
            if (!head && length > 0) {
                try (OutputStream body = exchange.getResponseBody()) {
                    Installation.write(response.body(), body);
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
