package io.coffer.standalone.http;

import io.coffer.standalone.observation.RequestMetrics;
import io.coffer.standalone.server.CofferInstance;
import io.coffer.standalone.server.ServeOptions;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code /_metrics}, for processes on the same machine and for whoever has the token. A proxy on the same machine passes on what
 * others ask, so requests that came through one need the token too.
 */
@Singleton
final class MetricsPage {

    /** An underscore cannot start a bucket's name, so that no object's path is taken. */
    private static final String PATH = "/_metrics";
    private static final String SCHEME = "Bearer ";
    private static final List<String> OF_PROXIES = List.of("Forwarded", "Via", "X-Forwarded-For", "X-Real-IP");

    private final RequestMetrics metrics;
    private final Optional<byte[]> token;

    MetricsPage(CofferInstance instance, ServeOptions options, Workers workers) {
        this.metrics = instance.metrics();
        this.token = options.metricsToken().map(given -> given.getBytes(StandardCharsets.UTF_8));
        metrics.gauge("coffer_requests_in_flight", "Requests that are being answered", workers::inFlight);
    }

    static boolean isIt(HttpServerRequest request) {
        return request.uri().equals(PATH) || request.uri().startsWith(PATH + "?");
    }

    void answer(HttpServerRequest request, Context context) {
        if (!isAllowed(request)) {
            request.response().setStatusCode(403).end();
            return;
        }
        Optional<String> accept = Optional.ofNullable(request.getHeader("Accept"));
        context.<RequestMetrics.Page>executeBlocking(() -> metrics.page(accept), false)
                .onSuccess(page -> request.response()
                        .putHeader("Content-Type", page.contentType())
                        .putHeader("Cache-Control", "no-store")
                        .end(page.text()))
                .onFailure(failure -> request.response().setStatusCode(500).end());
    }

    private boolean isAllowed(HttpServerRequest request) {
        String given = request.getHeader("Authorization");
        if (given != null && token.isPresent() && given.startsWith(SCHEME)) {
            return MessageDigest.isEqual(token.get(), given.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
        }
        return isLoopback(request.remoteAddress().hostAddress())
                && OF_PROXIES.stream().noneMatch(request.headers()::contains);
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }
}
