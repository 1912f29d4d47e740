package io.coffer.standalone.backup;

import io.coffer.accounts.StartFailure;
import io.coffer.standalone.data.S3Clients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a place of backups is named: a directory, or {@code s3://BUCKET/PREFIX}.
 *
 * @param directory null for one in S3
 * @param bucket null for a directory
 * @param prefix of the keys; empty, or ends with a slash
 */
public record PlaceName(Path directory, String bucket, String prefix) {

    private static final String S3 = "s3://";

    /** @param from where a relative path begins */
    public static PlaceName parse(String text, Path from) {
        if (!text.startsWith(S3)) {
            return new PlaceName(from.resolve(text).toAbsolutePath().normalize(), null, null);
        }
        String[] parts = text.substring(S3.length()).split("/", 2);
        String prefix = parts.length == 1 ? "" : parts[1];
        return new PlaceName(null, parts[0], prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }

    /**
     * @param endpoint of S3; empty for AWS's own
     * @param environment where credentials may be
     */
    BackupPlace open(Optional<URI> endpoint, Optional<String> region, Map<String, String> environment) throws IOException {
        return directory == null
                ? new S3Place(S3Clients.to(endpoint, region, environment), bucket, prefix)
                : new DirectoryPlace(directory);
    }

    /** @throws StartFailure if it is a directory, and inside of the other or around it */
    void requireOutside(Path data) {
        if (directory != null && (directory.startsWith(data) || data.startsWith(directory))) {
            throw new StartFailure("backups must be kept outside of " + data);
        }
    }

    @Override
    public String toString() {
        return directory == null ? S3 + bucket + "/" + prefix : directory.toString();
    }
}
