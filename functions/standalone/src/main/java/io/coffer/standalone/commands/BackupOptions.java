package io.coffer.standalone.commands;

import io.coffer.standalone.backup.Backup;
import io.coffer.standalone.backup.Backups;
import io.coffer.standalone.backup.PlaceName;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where backups are kept. */
final class BackupOptions {

    private static final long BETWEEN_NOTES = Duration.ofSeconds(5).toNanos();

    @Parameters(paramLabel = "PLACE", description = "Where the backups are: a directory, best on another disk, or s3://BUCKET/PREFIX.")
    private PlaceName place;

    @Option(names = "--endpoint", paramLabel = "URL", description = "S3's endpoint, if it is not AWS's own.")
    private Optional<URI> endpoint;

    @Option(names = "--region", paramLabel = "REGION", description = "The region of that endpoint (default: the AWS SDK's usual one).")
    private Optional<String> region;

    Backups backups(Map<String, String> environment) {
        return new Backups(place, endpoint, region, environment);
    }

    PlaceName place() {
        return place;
    }

    /** Tells now and then how far it has come. */
    static Backup.Watcher watcher(PrintWriter out) {
        return new Backup.Watcher() {

            private long next = System.nanoTime() + BETWEEN_NOTES;

            @Override
            public void copied(long blobs, long bytes) {
                if (System.nanoTime() - next >= 0) {
                    next = System.nanoTime() + BETWEEN_NOTES;
                    out.println("... " + blobs + " blobs, " + ByteCount.text(bytes));
                }
            }
        };
    }
}
