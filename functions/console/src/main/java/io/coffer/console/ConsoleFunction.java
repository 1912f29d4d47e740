package io.coffer.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Serves the pages behind an API gateway, from an API of their own. */
@Singleton
final class ConsoleFunction {

    /** The stage of the pages' API knows S3's API; the function cannot, since that API needs the functions before. */
    private static final String ENDPOINT = "endpoint";

    private final String region;
    private final Optional<String> domain;
    private final Optional<String> streamingEndpoint;
    private final boolean dottedBucketNames;

    /**
     * @param domain buckets are names below it; empty if there is path style alone
     * @param streamingEndpoint takes what a function cannot carry
     * @param bucketNames whose rules new buckets' names follow: {@code aws} or {@code filebase}
     */
    ConsoleFunction(
            @ConfigProperty(name = "coffer.region") String region,
            @ConfigProperty(name = "coffer.domain") Optional<String> domain,
            @ConfigProperty(name = "coffer.streaming-endpoint") Optional<String> streamingEndpoint,
            @ConfigProperty(name = "coffer.bucket-names") String bucketNames) {
        this.region = region;
        this.domain = domain;
        this.streamingEndpoint = streamingEndpoint;
        this.dottedBucketNames = bucketNames.equalsIgnoreCase("aws");
    }

    void serve(@Observes Router router) {
        new ConsolePages(this::settings).addTo(router);
    }

    private ConsoleSettings settings(RoutingContext call) {
        return new ConsoleSettings(endpoint(call.request().headers()), region, domain, streamingEndpoint, true, dottedBucketNames);
    }

    private static String endpoint(MultiMap headers) {
        APIGatewayV2HTTPEvent event = ((QuarkusHttpHeaders) headers).getContextObject(APIGatewayV2HTTPEvent.class);
        return Objects.requireNonNull(event.getStageVariables().get(ENDPOINT), ENDPOINT);
    }
}
