package io.coffer.standalone.http;

import io.coffer.pipeline.Authenticator;
import io.coffer.pipeline.ConsoleOrigin;
import io.coffer.pipeline.RequestHandler;
import io.coffer.protocol.http.HostName;
import io.coffer.standalone.server.CofferInstance;
import io.coffer.standalone.server.ServeOptions;
import io.coffer.standalone.server.Stopping;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/** Takes every request that comes to S3's address, on the event loop of its connection. */
@Singleton
final class S3Endpoint {

    private final ServeOptions options;
    private final ListeningPorts ports;
    private final RequestHandler handler;
    private final Authenticator authenticator;
    private final HealthPages health;
    private final MetricsPage metrics;
    private final Connections connections;
    private final Workers workers;
    private final PromptAnswers prompt;
    private final Stopping stopping;
    private final boolean servesPlainHttp;

    S3Endpoint(ServeOptions options, ListeningPorts ports, CofferInstance instance, ConsoleServer console, HealthPages health,
            MetricsPage metrics, Connections connections, Workers workers, PromptAnswers prompt, Stopping stopping) {
        this.options = options;
        this.ports = ports;
        this.handler = new ConsoleOrigin(instance.handler(), options.domain(), console::origin);
        this.authenticator = instance.authenticator();
        this.health = health;
        this.metrics = metrics;
        this.connections = connections;
        this.workers = workers;
        this.prompt = prompt;
        this.stopping = stopping;
        this.servesPlainHttp = options.servesPlainHttp();
    }

    void handle(HttpServerRequest request, Context context) {
        connections.began(request);
        if (stopping.hasBegun()) {
            turnAway(request);
        } else if (!servesPlainHttp && !request.isSSL()) {
            HttpsRedirect.answer(request, options, ports);
        } else if (HealthPages.isOne(request) && !namesBucket(request.getHeader(HttpHeaders.HOST))) {
            Expectation.meet(request);
            health.answer(request, context);
        } else if (MetricsPage.isIt(request) && !namesBucket(request.getHeader(HttpHeaders.HOST))) {
            Expectation.meet(request);
            metrics.answer(request, context);
        } else {
            new Exchange(request, context, handler, authenticator, workers, prompt).start();
        }
    }

    /** As a server that is gone would, but in HTTP's words: clients try again, load balancers elsewhere. */
    private static void turnAway(HttpServerRequest request) {
        request.response().setStatusCode(503).putHeader("Connection", "close").putHeader("Retry-After", "1").end()
                .onComplete(sent -> request.connection().close());
    }

    /** Below the domain every path is a key, {@code _health} too. */
    private boolean namesBucket(String host) {
        return host != null && HostName.of(host).endsWith("." + options.domain());
    }
}
