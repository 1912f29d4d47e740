package io.coffer.testkit.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;

/**
 * An address of the gateway. It is taken before anything can answer there, because functions are told of it before they start; a port that
 * is only chosen may be gone by then. Requests that come meanwhile wait.
 */
final class Listener {

    /** What Vert.x reads of a head before it is refused by what it holds. */
    private static final int HEADER_BUFFER = 256 << 10;

    private final URI origin;
    private final Promise<Handler<HttpServerRequest>> answering;

    private Listener(URI origin, Promise<Handler<HttpServerRequest>> answering) {
        this.origin = origin;
        this.answering = answering;
    }

    /**
     * Takes the port.
     *
     * @param port 0 for any that is free
     * @return it, or an {@link IOException} if the port is taken
     */
    static Future<Listener> on(Vertx vertx, String host, int port) {
        Promise<Handler<HttpServerRequest>> answering = Promise.promise();
        return vertx.createHttpServer(new HttpServerOptions()
                        .setMaxHeaderSize(HEADER_BUFFER)
                        .setMaxInitialLineLength(HEADER_BUFFER)
                        // The service speaks HTTP/2 over TLS alone, and has a Host for functions then.
                        .setHttp2ClearTextEnabled(false)
                        .setDecompressionSupported(false))
                .requestHandler(request -> handle(request, vertx.getOrCreateContext(), answering.future()))
                .listen(port, host)
                .map(server -> new Listener(URI.create("http://" + host + ":" + server.actualPort()), answering))
                .recover(taken -> Future.failedFuture(
                        new IOException("cannot listen on port " + port + ": " + taken.getMessage(), taken)));
    }

    private static void handle(HttpServerRequest request, Context context, Future<Handler<HttpServerRequest>> answering) {
        if (answering.succeeded()) {
            answering.result().handle(request);
            return;
        }
        request.pause();
        answering.onSuccess(answers -> context.runOnContext(now -> {
            answers.handle(request);
            request.resume();
        }));
    }

    /** {@code http}. */
    URI origin() {
        return origin;
    }

    /** Has requests answered from now on, those that wait too. */
    void answer(Handler<HttpServerRequest> answers) {
        answering.complete(answers);
    }
}
