package io.coffer.standalone.http;

import io.coffer.accounts.StartFailure;
import io.coffer.console.ConsolePages;
import io.coffer.console.ConsoleSettings;
import io.coffer.pipeline.BucketNames;
import io.coffer.pipeline.ConsoleOrigin;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.http.HostName;
import io.coffer.standalone.server.ServeOptions;
import io.coffer.standalone.tls.TlsFiles;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Serves the console on a port of its own, so that nothing that was uploaded shares its origin. As S3's address, it is plain HTTP on
 * loopback and HTTPS elsewhere.
 */
@Singleton
public final class ConsoleServer {

    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final ServeOptions options;
    private final TlsFiles tls;
    private final ListeningPorts ports;
    private volatile int port;

    ConsoleServer(Vertx vertx, ServeOptions options, TlsFiles tls, ListeningPorts ports) {
        this.vertx = vertx;
        this.options = options;
        this.tls = tls;
        this.ports = ports;
    }

    /** A port that nobody asked for gives way to any other if it is taken: two servers on one machine need no options. */
    void start(@Observes StartupEvent event) {
        ServeOptions.Console console = options.console();
        if (!console.isServed()) {
            return;
        }
        try {
            port = listen(console.port());
        } catch (CompletionException e) {
            if (console.givenPort().isPresent()) {
                throw new StartFailure("cannot listen on " + options.host() + " port " + console.port(), e);
            }
            port = listen(0);
        }
    }

    private int listen(int wanted) {
        HttpServerOptions settings = new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false);
        if (!options.servesPlainHttp()) {
            settings.setSsl(true).setUseAlpn(false).setKeyCertOptions(
                    new PemKeyCertOptions().addCertPath(tls.certificate().toString()).addKeyPath(tls.key().toString()));
        }
        Router router = Router.router(vertx);
        new ConsolePages(this::settings).addTo(router);
        return vertx.createHttpServer(settings).requestHandler(router).listen(wanted, options.host())
                .map(HttpServer::actualPort)
                .toCompletionStage().toCompletableFuture().join();
    }

    /** What the pages are told: S3's address under the name by which the browser reached this one. */
    private ConsoleSettings settings(RoutingContext call) {
        String endpoint = options.console().endpointUrl().map(ConsoleOrigin::of)
                .orElseGet(() -> on(host(call.request().authority()), options.servesPlainHttp() ? ports.http() : ports.https()));
        return new ConsoleSettings(endpoint, options.region(), Optional.of(options.domain()), Optional.empty(), false,
                options.behaviour().bucketNames() == BucketNames.AWS);
    }

    /** The pages' origin under the name by which S3's address was reached; empty if there are none. */
    Optional<String> origin(S3Request request) {
        return address(host(request.host()));
    }

    /** The pages' address for the greeting. */
    public Optional<String> address() {
        return address(options.servesPlainHttp() ? options.hostInUrl() : options.domain());
    }

    private Optional<String> address(String host) {
        Optional<URI> given = options.console().url();
        if (given.isPresent()) {
            return given.map(ConsoleOrigin::of);
        }
        return port == 0 ? Optional.empty() : Optional.of(on(host, port));
    }

    private String on(String host, int port) {
        return (options.servesPlainHttp() ? "http://" : "https://") + host + ":" + port;
    }

    private String host(@Nullable String authority) {
        return authority == null || authority.isEmpty() ? options.hostInUrl() : HostName.withoutPort(authority);
    }

    private String host(HostAndPort authority) {
        return authority == null ? options.hostInUrl() : host(authority.toString());
    }
}
