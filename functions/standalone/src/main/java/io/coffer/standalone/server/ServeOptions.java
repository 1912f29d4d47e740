package io.coffer.standalone.server;

import io.coffer.accounts.RootKeys;
import io.coffer.auth.SignatureVersions;
import io.coffer.pipeline.Behaviour;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.settings.Settings;
import io.coffer.standalone.server.ServeSettings.BlobTier;
import io.coffer.standalone.server.ServeSettings.MetadataEngine;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything {@code serve} was told, and what it found in the data directory.
 *
 * @param settings of {@link ServeSettings}
 * @param data the data directory; it exists, is writable and locked by this process
 * @param rootKeys the first access key pair: preset, kept from an earlier start, or made by this one; empty if the tables have it
 * @param accounts those beside the first one
 * @param metricsToken whoever sends it may read metrics from another machine
 */
public record ServeOptions(
        Settings settings,
        Path data,
        Optional<RootKeys.Opened> rootKeys,
        List<AccountsFile.Entry> accounts,
        Optional<String> metricsToken) {

    /** The address that both ports bind to. */
    public String host() {
        return settings.get(ServeSettings.HOST);
    }

    /** The wanted port of plain HTTP; 0 for any that is free. */
    public int port() {
        return settings.get(ServeSettings.PORT);
    }

    /** The wanted port of HTTPS; 0 for any that is free. */
    public int tlsPort() {
        return settings.get(ServeSettings.TLS_PORT);
    }

    /** Plain HTTP serves on loopback only; bound to any other address it redirects to HTTPS. */
    public boolean servesPlainHttp() {
        return new InetSocketAddress(host(), 0).getAddress().isLoopbackAddress();
    }

    /** The host as it stands in a URL: an IPv6 address in brackets. */
    public String hostInUrl() {
        return host().contains(":") ? "[" + host() + "]" : host();
    }

    public Behaviour behaviour() {
        return Behaviour.of(settings);
    }

    /** The endpoint's domain, in lower case, for virtual-hosted style. */
    public String domain() {
        return settings.get(ServeSettings.DOMAIN);
    }

    public String region() {
        return settings.get(InstallationSettings.REGION);
    }

    /** The key that wraps the master key that the tables keep. */
    public Optional<String> kmsKey() {
        return settings.find(InstallationSettings.KMS_KEY);
    }

    public boolean hasEmbeddedMetadata() {
        return settings.get(ServeSettings.METADATA) == MetadataEngine.EMBEDDED;
    }

    public boolean hasBlobFiles() {
        return settings.get(ServeSettings.BLOBS) == BlobTier.FILES;
    }

    /** Whether it takes clients of AWS's services to open the stores. */
    public boolean needsCloudClients() {
        return !hasEmbeddedMetadata() || !hasBlobFiles();
    }

    /** How long after a deletion bytes are removed. */
    Duration reclaimAfter() {
        return settings.get(ServeSettings.RECLAIM_AFTER);
    }

    /** How often everything that is stored is read; 0 for never. */
    Duration scrubEvery() {
        return settings.get(ServeSettings.SCRUB_EVERY);
    }

    /** After which uploads are aborted that no rule speaks of; 0 for never. */
    Duration uploadAge() {
        return Duration.ofDays(settings.get(InstallationSettings.ABORT_UPLOADS_AFTER_DAYS));
    }

    /** The file that gets a line for each request. */
    public Optional<Path> requestLog() {
        return settings.find(ServeSettings.REQUEST_LOG);
    }

    /** The collector that gets a span for each request. */
    Optional<URI> traceEndpoint() {
        return settings.find(ServeSettings.TRACE_ENDPOINT);
    }

    /** Which of S3's requests and forms may be signed by. */
    SignatureVersions signatures() {
        return settings.get(ServeSettings.SIGV2) ? SignatureVersions.ALSO_2 : SignatureVersions.ONLY_4;
    }

    public Console console() {
        Optional<Optional<Integer>> port = settings.find(ServeSettings.CONSOLE_PORT);
        return new Console(port.isEmpty() || port.get().isPresent(), port.flatMap(given -> given),
                settings.find(InstallationSettings.CONSOLE_URL), settings.find(ServeSettings.ENDPOINT_URL));
    }

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
}
