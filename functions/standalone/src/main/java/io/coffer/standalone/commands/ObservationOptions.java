package io.coffer.standalone.commands;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.server.ServeOptions.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the server tells whoever runs it. */
final class ObservationOptions {

    private static final int SHORTEST_TOKEN = 16;

    @Option(names = "--request-log", paramLabel = "FILE", defaultValue = "${env:COFFER_REQUEST_LOG}",
            description = "Writes a line of JSON for each request to a file, and renames it when it has 100 MB (COFFER_REQUEST_LOG).")
    private Optional<Path> requestLog;

    @Option(names = "--metrics-token", paramLabel = "FILE", defaultValue = "${env:COFFER_METRICS_TOKEN}",
            description = "A file with a token: whoever sends it as a bearer token may read /_metrics from elsewhere, too"
                    + " (COFFER_METRICS_TOKEN).")
    private Optional<Path> metricsToken;

    Observation observation() {
        return new Observation(requestLog, metricsToken.map(ObservationOptions::token));
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
