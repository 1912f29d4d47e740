package io.coffer.standalone;

import io.coffer.standalone.ServeOptions.BlobTier;
import io.coffer.standalone.ServeOptions.Blobs;
import io.coffer.standalone.ServeOptions.Metadata;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where metadata and blobs live: the data directory, unless told otherwise. */
final class StorageOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private MetadataOptions metadata;

    @Option(names = "--create-tables", arity = "0..1", fallbackValue = "true", defaultValue = "${env:COFFER_CREATE_TABLES:-false}",
            description = "Create missing DynamoDB tables (COFFER_CREATE_TABLES; default: false).")
    private boolean createTables;

    @Option(names = "--blobs", defaultValue = "${env:COFFER_BLOBS:-files}",
            description = "Where the bytes of larger objects live: ${COMPLETION-CANDIDATES} (COFFER_BLOBS; default: files).")
    private BlobTier blobs;

    @Option(names = "--blob-bucket", paramLabel = "BUCKET", defaultValue = "${env:COFFER_BLOB_BUCKET}",
            description = "The S3 bucket that holds them (COFFER_BLOB_BUCKET).")
    private Optional<String> blobBucket;

    @Option(names = "--blob-endpoint", paramLabel = "URL", defaultValue = "${env:COFFER_BLOB_ENDPOINT}",
            description = "That bucket's endpoint, where it is not AWS's own (COFFER_BLOB_ENDPOINT).")
    private Optional<URI> blobEndpoint;

    @Option(names = "--blob-prefix", paramLabel = "PREFIX", defaultValue = "${env:COFFER_BLOB_PREFIX:-}",
            description = "What the blobs' keys start with in that bucket (COFFER_BLOB_PREFIX).")
    private String blobPrefix;

    Metadata metadata() {
        return new Metadata(metadata.engine(), metadata.dynamoDbEndpoint(), metadata.tablePrefix(), createTables);
    }

    Blobs blobs() {
        if (blobs == BlobTier.S3 && blobBucket.isEmpty()) {
            throw new ParameterException(command.commandLine(), "--blobs s3 needs --blob-bucket or COFFER_BLOB_BUCKET");
        }
        return new Blobs(blobs, blobBucket, blobEndpoint, blobPrefix);
    }
}
