package io.coffer.console;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the pages need beside themselves: the way to the first, what they are told of the endpoint, and headers that keep others out. */
@Singleton
final class ConsoleFunction {

    private static final String ROOT = "/_console";

    /** Where the build puts what has a hash of its content in its name, and so never changes. */
    private static final String ASSETS = ROOT + "/assets/";

    /** After S3's endpoint, where there is one: what belongs to it goes no further. */
    private static final int PRIORITY = 1_000;

    private final String settings;
    private final String policy;

    /**
     * @param domain buckets are names below it; empty where there is path style alone
     * @param streamingEndpoint takes what a function cannot carry
     * @param functionLimits whether requests pass functions, with their limits of size
     * @param bucketNames whose rules new buckets' names follow: {@code aws} or {@code filebase}
     */
    ConsoleFunction(
            @ConfigProperty(name = "coffer.region") String region,
            @ConfigProperty(name = "coffer.domain") Optional<String> domain,
            @ConfigProperty(name = "coffer.streaming-endpoint") Optional<String> streamingEndpoint,
            @ConfigProperty(name = "coffer.function-limits") boolean functionLimits,
            @ConfigProperty(name = "coffer.bucket-names") String bucketNames) {
        settings = new JsonObject()
                .put("region", region)
                .put("domain", domain.orElse(""))
                .put("streamingEndpoint", streamingEndpoint.orElse(""))
                .put("functionLimits", functionLimits)
                .put("dottedBucketNames", bucketNames.equalsIgnoreCase("aws"))
                .encode();
        policy = policy(streamingEndpoint.orElse(""));
    }

    /**
     * The pages load nothing from elsewhere and run no script but their own. What they show of objects comes from this origin by presigned
     * address, or from memory ({@code blob:}); what is too large for a function it redirects to the streaming endpoint.
     */
    private static String policy(String streamingEndpoint) {
        String shown = "'self' blob: " + streamingEndpoint;
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src " + shown.strip() + "; media-src "
                + shown.strip() + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** The gateway has no route for {@code /_console/}, which names nothing behind its slash. */
    void lead(@Observes Router router) {
        router.get(ROOT).handler(call -> {
            if (call.request().path().equals(ROOT)) {
                call.redirect(ROOT + "/index.html");
            } else {
                call.next();
            }
        });
        router.get(ROOT + "/settings.json").handler(call ->
                call.response().putHeader("Content-Type", "application/json").end(settings));
    }

    /** A filter and not Quarkus' own setting of headers: that would refuse every path of S3 with a broken escape before S3 could. */
    void guard(@Observes Filters filters) {
        filters.register(this::guard, PRIORITY);
    }

    private void guard(RoutingContext call) {
        if (call.request().uri().startsWith(ROOT)) {
            HttpServerResponse response = call.response();
            response.putHeader("Content-Security-Policy", policy);
            response.putHeader("X-Content-Type-Options", "nosniff");
            response.putHeader("Referrer-Policy", "no-referrer");
            // Objects of others come from this origin too; a window opened for one of them gets no hold of this one.
            response.putHeader("Cross-Origin-Opener-Policy", "noopener-allow-popups");
            response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
            response.putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
            call.addHeadersEndHandler(sent -> response.putHeader("Cache-Control", cacheControl(call.request().uri(), response)));
        }
        call.next();
    }

    /** Set last, since what serves files has an opinion of its own. */
    private static String cacheControl(String uri, HttpServerResponse response) {
        boolean kept = uri.startsWith(ASSETS) && response.getStatusCode() < 400;
        return kept ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
