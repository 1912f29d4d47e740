package io.coffer.console;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What the pages are told of their endpoint.
 *
 * @param endpoint S3's address as browsers reach it, without a slash at its end
 * @param domain buckets are names below it; empty if there is path style alone
 * @param streamingEndpoint takes what a function cannot carry
 * @param functionLimits whether requests pass functions, with their limits of size
 * @param dottedBucketNames whether new buckets' names may have dots
 */
public record ConsoleSettings(
        String endpoint,
        String region,
        Optional<String> domain,
        Optional<String> streamingEndpoint,
        boolean functionLimits,
        boolean dottedBucketNames) {

    String json() {
        return new JsonObject()
                .put("endpoint", endpoint)
                .put("region", region)
                .put("domain", domain.orElse(""))
                .put("streamingEndpoint", streamingEndpoint.orElse(""))
                .put("functionLimits", functionLimits)
                .put("dottedBucketNames", dottedBucketNames)
                .encode();
    }

    /**
     * The pages load nothing from elsewhere and run no script except their own. They send requests to the endpoint, and show of objects
     * what comes from there by presigned address, or from memory ({@code blob:}). PDF documents are shown in a frame, which has the
     * endpoint's origin. What is too large for a function comes from the streaming endpoint.
     */
    String contentSecurityPolicy() {
        String endpoints = (endpoint + " " + streamingEndpoint.orElse("")).strip();
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' " + endpoints
                + "; img-src 'self' blob: " + endpoints + "; media-src blob: " + endpoints + "; frame-src " + endpoints
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
