package io.coffer.standalone.backup;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.data.S3Clients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** How a place of backups is named: a directory, or {@code s3://BUCKET/PREFIX}. */
public sealed interface PlaceName {

    /** @param from where a relative path begins */
    static PlaceName parse(String text, Path from) {
        if (!text.startsWith(InBucket.SCHEME)) {
            return new Directory(from.resolve(text).toAbsolutePath().normalize());
        }
        String[] parts = text.substring(InBucket.SCHEME.length()).split("/", 2);
        String prefix = parts.length == 1 ? "" : parts[1];
        return new InBucket(parts[0], prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }

    /**
     * @param endpoint of S3; empty for AWS's own
     * @param environment where credentials may be
     */
    BackupPlace open(Optional<URI> endpoint, Optional<String> region, Map<String, String> environment) throws IOException;

    /** @throws StartFailure if it is a directory, and inside of the other or around it */
    void requireOutside(Path data);

    /** A directory, by its absolute path. */
    record Directory(Path path) implements PlaceName {

        @Override
        public BackupPlace open(Optional<URI> endpoint, Optional<String> region, Map<String, String> environment) throws IOException {
            return new DirectoryPlace(path);
        }

        @Override
        public void requireOutside(Path data) {
            if (path.startsWith(data) || data.startsWith(path)) {
                throw new StartFailure("backups must be kept outside of " + data);
            }
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * Objects of a bucket.
     *
     * @param prefix of their keys; empty, or ends with a slash
     */
    record InBucket(String bucket, String prefix) implements PlaceName {

        private static final String SCHEME = "s3://";

        @Override
        public BackupPlace open(Optional<URI> endpoint, Optional<String> region, Map<String, String> environment) {
            return new S3Place(S3Clients.to(endpoint, region, environment), bucket, prefix);
        }

        @Override
        public void requireOutside(Path data) {
            // No data directory is in a bucket.
        }

        @Override
        public String toString() {
            return SCHEME + bucket + "/" + prefix;
        }
    }
}
