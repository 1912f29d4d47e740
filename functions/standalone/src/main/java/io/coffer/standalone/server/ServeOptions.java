package io.coffer.standalone.server;

import io.coffer.accounts.RootKeys;
import io.coffer.auth.SignatureVersions;
import io.coffer.metadata.BucketNetwork;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything {@code serve} was told, by option or environment variable, and what it found in the data directory.
 *
 * @param data the data directory; it exists, is writable and locked by this process
 * @param host the address both ports bind to
 * @param domain the endpoint's domain, in lower case, for virtual-hosted style
 * @param rootKeys the first access key pair: preset, kept from an earlier start, or made by this one; empty if the tables have it
 * @param accounts those beside the first one
 * @param bucketNames whose rules new buckets' names follow
 * @param network which network new buckets are on that say nothing of it
 * @param minPartSize in bytes, of every part but an upload's last
 * @param masterKey the file that the master key is wrapped under; empty for the data directory's own
 * @param kmsKey wraps the master key that the tables keep
 * @param kmsEndpoint empty for AWS's own
 * @param encrypted which objects' bytes are encrypted where they are stored
 * @param signatures which of S3's requests and forms may be signed by
 */
public record ServeOptions(
        Path data,
        String host,
        int port,
        int tlsPort,
        String domain,
        String region,
        Optional<RootKeys.Opened> rootKeys,
        List<AccountsFile.Entry> accounts,
        BucketNames bucketNames,
        BucketNetwork network,
        long minPartSize,
        Optional<Path> masterKey,
        Optional<String> kmsKey,
        Optional<URI> kmsEndpoint,
        Encrypted encrypted,
        SignatureVersions signatures,
        Metadata metadata,
        Blobs blobs,
        Lifecycle lifecycle,
        Usage usage,
        Console console,
        Observation observation) {

    /** Plain HTTP serves on loopback only; bound to any other address it redirects to HTTPS. */
    public boolean servesPlainHttp() {
        return new InetSocketAddress(host, 0).getAddress().isLoopbackAddress();
    }

    /** The host as it stands in a URL: an IPv6 address in brackets. */
    public String hostInUrl() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** AWS's rules, or Filebase's, which have no dots. */
    public enum BucketNames { AWS, FILEBASE }

    /** Those that a request or their bucket asks to have encrypted, or all. */
    public enum Encrypted { ASKED, ALL }

    public enum MetadataEngine { EMBEDDED, DYNAMODB }

    public enum BlobTier { FILES, S3 }

    /**
     * @param dynamoDbEndpoint empty for AWS's own
     * @param tablePrefix what every table's name starts with
     * @param createTables whether the process makes the tables that are missing
     * @param acceptsLostCommits whether embedded tables are opened of which the last commits are missing
     */
    public record Metadata(
            MetadataEngine engine, Optional<URI> dynamoDbEndpoint, String tablePrefix, boolean createTables, boolean acceptsLostCommits) {}

    /**
     * @param bucket the bucket blobs go to; present for the S3 tier
     * @param endpoint empty for AWS's own
     * @param prefix what every blob's key starts with
     * @param diskReserve in bytes, of the data directory's file system; empty for the usual one
     * @param reclaimAfter how long after a deletion bytes are removed
     * @param scrubEvery how often everything that is stored is read; 0 for never
     */
    public record Blobs(
            BlobTier tier, Optional<String> bucket, Optional<URI> endpoint, String prefix, OptionalLong diskReserve,
            Duration reclaimAfter, Duration scrubEvery) {}

    /**
     * @param interval how often rules are looked at
     * @param day how long the days are that rules count
     * @param uploadAge after which uploads are aborted that no rule speaks of; 0 for never
     */
    public record Lifecycle(Duration interval, Duration day, Duration uploadAge) {}

    /**
     * @param requestsPerSecond what an account may ask; 0 for no limit, empty for what its plan says, and none for the first account
     * @param interval how often counts are written down
     */
    public record Usage(Optional<Integer> requestsPerSecond, Duration interval) {}

    /**
     * @param givenPort 0 for any; empty for the usual one, or any other if that is taken
     * @param url where browsers find the pages; empty for the port under the name by which they reached S3
     * @param endpointUrl where browsers find S3; empty for its port under the name by which they reached the pages
     */
    public record Console(boolean isServed, Optional<Integer> givenPort, Optional<URI> url, Optional<URI> endpointUrl) {

        private static final int USUAL_PORT = 9001;

        public int port() {
            return givenPort.orElse(USUAL_PORT);
        }
    }

    /**
     * @param requestLog the file that gets a line for each request
     * @param metricsToken whoever sends it may read metrics from another machine
     * @param traceEndpoint the collector that gets a span for each request
     */
    public record Observation(Optional<Path> requestLog, Optional<String> metricsToken, Optional<URI> traceEndpoint) {}

    /** Whether it takes clients of AWS's services to open the stores. */
    public boolean needsCloudClients() {
        return metadata.engine() == MetadataEngine.DYNAMODB || blobs.tier() == BlobTier.S3;
    }
}
