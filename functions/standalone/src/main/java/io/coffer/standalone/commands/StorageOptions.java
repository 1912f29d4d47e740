package io.coffer.standalone.commands;

import io.coffer.standalone.server.ServeOptions.BlobTier;
import io.coffer.standalone.server.ServeOptions.Blobs;
import io.coffer.standalone.server.ServeOptions.Metadata;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
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

    @Option(names = "--disk-reserve", paramLabel = "BYTES", defaultValue = "${env:COFFER_DISK_RESERVE}",
            description = "How many bytes of the data directory's disk stay free: if fewer are left, writes are refused and deletions go on"
                    + " (COFFER_DISK_RESERVE; default: a twentieth of the disk, 256 MiB at most).")
    private Optional<Long> diskReserve;

    @Option(names = "--reclaim-after", paramLabel = "DURATION", defaultValue = "${env:COFFER_RECLAIM_AFTER:-PT5M}",
            description = "How long after a deletion the bytes are removed, for answers that are still being sent"
                    + " (COFFER_RECLAIM_AFTER; default: PT5M). At once if the disk is short of space.")
    private Duration reclaimAfter;

    @Option(names = "--scrub-every", paramLabel = "DURATION", defaultValue = "${env:COFFER_SCRUB_EVERY:-P30D}",
            description = "How often everything in the data directory is read, slowly, to find damage; PT0S for never"
                    + " (COFFER_SCRUB_EVERY; default: P30D).")
    private Duration scrubEvery;

    Metadata metadata() {
        return new Metadata(metadata.engine(), metadata.dynamoDbEndpoint(), metadata.tablePrefix(), createTables,
                metadata.acceptsLostCommits());
    }

    Blobs blobs() {
        if (blobs == BlobTier.S3 && blobBucket.isEmpty()) {
            throw new ParameterException(command.commandLine(), "--blobs s3 needs --blob-bucket or COFFER_BLOB_BUCKET");
        }
        if (reclaimAfter.isNegative() || reclaimAfter.compareTo(Duration.ofDays(1)) > 0) {
            throw new ParameterException(command.commandLine(), "--reclaim-after is from PT0S to PT24H");
        }
        if (scrubEvery.isNegative()) {
            throw new ParameterException(command.commandLine(), "--scrub-every is not negative");
        }
        if (diskReserve.filter(bytes -> bytes < 0).isPresent()) {
            throw new ParameterException(command.commandLine(), "--disk-reserve is a number of bytes");
        }
        return new Blobs(blobs, blobBucket, blobEndpoint, blobPrefix,
                diskReserve.map(OptionalLong::of).orElseGet(OptionalLong::empty), reclaimAfter, scrubEvery);
    }
}
