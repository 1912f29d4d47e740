package io.coffer.standalone;

import io.coffer.pipeline.RequestHandler;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/**
 * The one route: every request but those for health and for the console, taken before anything interprets its path. S3's keys are bytes, and a router that
 * decodes {@code %2F} or folds {@code //} loses them.
 */
@Singleton
final class S3Endpoint {

    private static final int BEFORE_EVERYTHING = Integer.MAX_VALUE;
    /** What Quarkus answers by itself. An underscore cannot start a bucket's name, so that no object's path is taken. */
    private static final List<String> PAGES = List.of("/_health", "/_console");

    private final ServeOptions options;
    private final RequestHandler handler;
    private final Workers workers;
    private final boolean servesPlainHttp;

    S3Endpoint(ServeOptions options, CofferInstance instance, Workers workers) {
        this.options = options;
        this.handler = instance.handler();
        this.workers = workers;
        this.servesPlainHttp = options.servesPlainHttp();
    }

    void register(@Observes Filters filters) {
        filters.register(this::route, BEFORE_EVERYTHING);
    }

    private void route(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (Serving.isStopping()) {
            turnAway(request);
        } else if (!servesPlainHttp && !request.isSSL()) {
            HttpsRedirect.answer(request, options);
        } else if (isPage(request.uri()) && !namesBucket(request.getHeader(HttpHeaders.HOST))) {
            Expectation.meet(request);
            routing.next();
        } else {
            new Exchange(request, routing.vertx().getOrCreateContext(), handler, workers).start();
        }
    }

    /** As a server that is gone would, but in HTTP's words: clients try again, load balancers elsewhere. */
    private static void turnAway(HttpServerRequest request) {
        request.response().setStatusCode(503).putHeader("Connection", "close").putHeader("Retry-After", "1").end()
                .onComplete(sent -> request.connection().close());
    }

    /** Below the domain every path is a key, {@code _health} and {@code _console} too. */
    private boolean namesBucket(String host) {
        return host != null && host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT).endsWith("." + options.domain());
    }

    private static boolean isPage(String target) {
        return PAGES.stream().anyMatch(page -> target.startsWith(page)
                && (target.length() == page.length() || "/?".indexOf(target.charAt(page.length())) >= 0));
    }
}
