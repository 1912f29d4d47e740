package io.coffer.testkit.front;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A distribution of CloudFront as the templates make it, over plain HTTP on loopback: a function chooses the origin, {@code Host} and every
 * other header go on as they came, and nothing is cached.
 */
public final class Distribution implements AutoCloseable {

    private static final long SECONDS_TO_START = 30;
    /** CloudFront Developer Guide, Quotas: "maximum length of a request [...], including headers and query strings". */
    private static final int MAX_HEAD = 20_480;
    private static final int CONNECTIONS = 64;
    /** Shorter than any origin keeps a connection on which nothing is asked. */
    private static final int IDLE_SECONDS = 5;

    private final Vertx vertx;
    private final ViewerRequestFunction function;
    private final URI endpoint;

    private Distribution(Vertx vertx, ViewerRequestFunction function, URI endpoint) {
        this.vertx = vertx;
        this.function = function;
        this.endpoint = endpoint;
    }

    /** The origins that the templates give it. */
    public static LinkedHashMap<String, Origin> gatewayAndStreaming(URI gateway, URI streaming) {
        LinkedHashMap<String, Origin> origins = new LinkedHashMap<>();
        origins.put("gateway", new Origin(gateway, Map.of("x-front-failover", "1")));
        origins.put("streaming", new Origin(streaming, Map.of()));
        return origins;
    }

    /**
     * @param port 0 is any that is free
     * @param origins by their identifiers; the first is the one that the function changes
     * @throws IOException if the function cannot be read, or the port is taken
     */
    public static Distribution start(int port, Path function, LinkedHashMap<String, Origin> origins) throws IOException {
        return start(port, function, origins, Distribution::log);
    }

    private static void log(Throwable unhandled) {
        System.getLogger(Distribution.class.getName()).log(System.Logger.Level.ERROR, "unhandled", unhandled);
    }

    /** @param unhandled gets what nothing handles */
    static Distribution start(int port, Path function, LinkedHashMap<String, Origin> origins, Handler<Throwable> unhandled)
            throws IOException {
        ViewerRequestFunction loaded = new ViewerRequestFunction(function);
        Vertx vertx = Vertx.vertx().exceptionHandler(unhandled);
        try {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setMaxPoolSize(CONNECTIONS)
                    .setKeepAliveTimeout(IDLE_SECONDS)
                    .setMaxHeaderSize(MAX_HEAD)
                    .setDecompressionSupported(false));
            Integer listening = await(vertx.createHttpServer(new HttpServerOptions()
                            .setMaxHeaderSize(MAX_HEAD)
                            .setMaxInitialLineLength(MAX_HEAD)
                            .setHttp2ClearTextEnabled(false))
                    .requestHandler(request -> new ProxiedRequest(request, client, loaded, origins).begin())
                    .listen(port, "127.0.0.1")
                    .map(server -> server.actualPort()));
            return new Distribution(vertx, loaded, URI.create("http://127.0.0.1:" + listening));
        } catch (IOException | RuntimeException e) {
            await(vertx.close());
            loaded.close();
            throw e;
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException {
        await(vertx.close());
        function.close();
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS_TO_START, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
