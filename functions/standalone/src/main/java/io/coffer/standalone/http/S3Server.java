package io.coffer.standalone.http;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.server.ServeOptions;
import io.coffer.standalone.tls.TlsFiles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.cpu.CpuCoreSensor;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The ports of S3's address, plain and TLS, on every event loop. They are Vert.x's own servers and not the one that Quarkus would start:
 * that interprets paths, whereas S3's keys are bytes, and says nothing of a connection before its first request.
 */
@Singleton
final class S3Server {

    private static final Logger LOG = Logger.getLogger(S3Server.class);

    /** A key of 1,024 bytes is 3 KiB when percent-encoded, and a presigned query with a session token comes on top. */
    private static final int REQUEST_LINE = 16 * 1024;
    private static final int HEADERS = 32 * 1024;
    /** As much of a body as one read of a socket gives. Netty's own 8 KiB are eight hand-overs between threads where one would do. */
    private static final int PIECE_OF_BODY = 64 * 1024;
    /** Without a byte in either direction. Connections that wait for a request end sooner, see {@link Connections}. */
    private static final int IDLE_SECONDS = 300;
    private static final int TIME_TO_FINISH_SECONDS = 30;

    /** For 0, Vert.x would choose another port for each event loop. Event loops that ask for the same negative number get the same port. */
    private static final int ANY_PORT = -1;
    private static final int ANY_TLS_PORT = -2;

    private final Vertx vertx;
    private final ServeOptions options;
    private final TlsFiles tls;
    private final S3Endpoint endpoint;
    private final Connections connections;
    private final ListeningPorts ports;

    S3Server(Vertx vertx, ServeOptions options, TlsFiles tls, S3Endpoint endpoint, Connections connections,
            ListeningPorts ports) {
        this.vertx = vertx;
        this.options = options;
        this.tls = tls;
        this.endpoint = endpoint;
        this.connections = connections;
        this.ports = ports;
    }

    void start(@Observes StartupEvent event) {
        int eventLoops = 2 * CpuCoreSensor.availableProcessors();
        try {
            vertx.deployVerticle(OnEventLoop::new, new DeploymentOptions().setInstances(eventLoops))
                    .toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new StartFailure("cannot listen on " + options.host() + " port " + options.port() + " and " + options.tlsPort(), e);
        }
    }

    /** Both ports on one event loop; Vert.x hands each new connection to the next of those that listen on the same port. */
    private final class OnEventLoop extends AbstractVerticle {

        @Override
        public void start(Promise<Void> started) {
            Future<HttpServer> plain = listen(shared(options.port(), ANY_PORT), settings());
            Future<HttpServer> secure = listen(shared(options.tlsPort(), ANY_TLS_PORT), settings()
                    .setSsl(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .addCertPath(tls.certificate().toString())
                            .addKeyPath(tls.key().toString())));
            Future.all(plain, secure)
                    .onSuccess(both -> ports.are(plain.result().actualPort(), secure.result().actualPort()))
                    .<Void>mapEmpty().onComplete(started);
        }

        private Future<HttpServer> listen(int port, HttpServerOptions settings) {
            return vertx.createHttpServer(settings)
                    .connectionHandler(connections::opened)
                    .requestHandler(request -> endpoint.handle(request, context))
                    .exceptionHandler(failure -> LOG.debug("a connection failed", failure))
                    .listen(port, options.host());
        }
    }

    private static int shared(int port, int any) {
        return port == 0 ? any : port;
    }

    /** S3 speaks HTTP/1.1 and so do its clients; a server that also spoke HTTP/2 would tell of no connection before its first bytes. */
    static HttpServerOptions settings() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxInitialLineLength(REQUEST_LINE)
                .setMaxHeaderSize(HEADERS)
                .setMaxChunkSize(PIECE_OF_BODY);
    }

    /** Waits for the requests in flight; new ones are turned away by now. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        try {
            connections.whenIdle().get(TIME_TO_FINISH_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not every request was finished");
        }
    }
}
