package io.coffer.standalone.commands;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.server.ServeOptions.Observation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What the server tells whoever runs it. */
final class ObservationOptions {

    private static final int SHORTEST_TOKEN = 16;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Option(names = "--request-log", paramLabel = "FILE", defaultValue = "${env:COFFER_REQUEST_LOG}",
            description = "Writes a line of JSON for each request to a file, and renames it when it has 100 MB (COFFER_REQUEST_LOG).")
    private Optional<Path> requestLog;

    @Option(names = "--metrics-token", paramLabel = "FILE", defaultValue = "${env:COFFER_METRICS_TOKEN}",
            description = "A file with a token: whoever sends it as a bearer token may read /_metrics from elsewhere, too"
                    + " (COFFER_METRICS_TOKEN).")
    private Optional<Path> metricsToken;

    @Option(names = "--trace-endpoint", paramLabel = "URL", defaultValue = "${env:COFFER_TRACE_ENDPOINT}",
            description = "Sends a span for each request to a collector, by OpenTelemetry's protocol over HTTP, such as"
                    + " http://127.0.0.1:4318 (COFFER_TRACE_ENDPOINT).")
    private Optional<URI> traceEndpoint;

    Observation observation() {
        traceEndpoint.filter(url -> !SCHEMES.contains(String.valueOf(url.getScheme())) || url.getHost() == null).ifPresent(url -> {
            throw new StartFailure("--trace-endpoint takes an http or https URL, such as http://127.0.0.1:4318, and not " + url);
        });
        return new Observation(requestLog, metricsToken.map(ObservationOptions::token), traceEndpoint);
    }

    private static String token(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.length() < SHORTEST_TOKEN) {
                throw new StartFailure("the token in " + file + " has less than " + SHORTEST_TOKEN + " characters");
            }
            return token;
        } catch (IOException e) {
            throw new StartFailure("cannot read the token in " + file + ": " + e.getMessage());
        }
    }
}
