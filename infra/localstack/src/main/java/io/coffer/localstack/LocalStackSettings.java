package io.coffer.localstack;

import java.net.URI;

/**
 * Where a LocalStack is and how functions are to run in it.
 *
 * @param endpoint where this process reaches it
 * @param endpointForFunctions where functions in it reach it
 * @param javaRuntime what JVM functions run on there; LocalStack may not know the template's yet
 * @param sandboxStart how long a request waits for a function, the start of its container among it, in seconds
 */
public record LocalStackSettings(URI endpoint, URI endpointForFunctions, String javaRuntime, int sandboxStart) {

    /** LocalStack's own name for itself, which its functions resolve to it. */
    private static final URI FOR_FUNCTIONS = URI.create("http://localhost.localstack.cloud:4566");

    public static LocalStackSettings at(URI endpoint) {
        return new LocalStackSettings(endpoint, FOR_FUNCTIONS, "java21", 150);
    }
}
