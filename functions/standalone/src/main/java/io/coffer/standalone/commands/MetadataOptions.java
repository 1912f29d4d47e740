package io.coffer.standalone.commands;

import io.coffer.standalone.server.ServeOptions.MetadataEngine;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which tables an installation has. */
final class MetadataOptions {

    @Option(names = "--metadata", defaultValue = "${env:COFFER_METADATA:-embedded}",
            description = "Where metadata lives: ${COMPLETION-CANDIDATES} (COFFER_METADATA; default: embedded).")
    private MetadataEngine engine;

    @Option(names = "--dynamodb-endpoint", paramLabel = "URL", defaultValue = "${env:COFFER_DYNAMODB_ENDPOINT}",
            description = "DynamoDB's endpoint, where it is not AWS's own (COFFER_DYNAMODB_ENDPOINT).")
    private Optional<URI> dynamoDbEndpoint;

    @Option(names = "--table-prefix", paramLabel = "PREFIX", defaultValue = "${env:COFFER_TABLE_PREFIX:-coffer-}",
            description = "What the names of DynamoDB's tables start with (COFFER_TABLE_PREFIX; default: coffer-).")
    private String tablePrefix;

    @Option(names = "--accept-lost-commits", arity = "0..1", fallbackValue = "true",
            defaultValue = "${env:COFFER_ACCEPT_LOST_COMMITS:-false}",
            description = "Go on with embedded metadata whose last commits are missing (COFFER_ACCEPT_LOST_COMMITS; default: false).")
    private boolean acceptsLostCommits;

    boolean acceptsLostCommits() {
        return acceptsLostCommits;
    }

    MetadataEngine engine() {
        return engine;
    }

    Optional<URI> dynamoDbEndpoint() {
        return dynamoDbEndpoint;
    }

    String tablePrefix() {
        return tablePrefix;
    }
}
