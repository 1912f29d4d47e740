package io.coffer.standalone.server;

import io.coffer.pipeline.InstallationSettings;
import io.coffer.settings.Kind;
import io.coffer.settings.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code serve} can be told. Its options, its variables and their help are made of this, and the documents are held to it. */
public final class ServeSettings {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHORTEST_USAGE_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_SCRUB = Duration.ofDays(36_500);

    public static final Setting<Path> DATA = Setting.optional("COFFER_DATA", Kind.file("DIR"),
            "coffer in $XDG_DATA_HOME, or in ~/.local/share", "The data directory.");

    public static final Setting<String> HOST = Setting.of("COFFER_HOST", Kind.text("HOST"), "127.0.0.1",
            "The address to bind to. Off loopback, plain HTTP only redirects to HTTPS.");

    public static final Setting<Integer> PORT = Setting.of("COFFER_PORT", Kind.port(), "9000", "The port of plain HTTP.");

    public static final Setting<Integer> TLS_PORT = Setting.of("COFFER_TLS_PORT", Kind.port(), "9443", "The port of HTTPS.");

    public static final Setting<String> DOMAIN = InstallationSettings.DOMAIN.withStandard("localhost");

    public static final Setting<Path> TLS_CERT = Setting.optional("COFFER_TLS_CERT", Kind.file("FILE"), "made at the first start",
            "A certificate chain to serve, in PEM, instead of our own.");

    public static final Setting<Path> TLS_KEY = Setting.optional("COFFER_TLS_KEY", Kind.file("FILE"), "made at the first start",
            "Its private key, in PEM.");

    public static final Setting<Optional<Integer>> CONSOLE_PORT = Setting.optional("COFFER_CONSOLE_PORT", Kind.port().orNone("none"),
            "9001, or any other port if that is taken", "The console's port. none serves no console.");

    public static final Setting<URI> ENDPOINT_URL = Setting.optional("COFFER_ENDPOINT_URL", Kind.webAddress(), "",
            "Where browsers find S3's address, if a proxy stands before it.");

    public static final Setting<MetadataEngine> METADATA = Setting.of("COFFER_METADATA", Kind.oneOf(MetadataEngine.class), "embedded",
            "Where metadata lives.");

    public static final Setting<Boolean> CREATE_TABLES = Setting.of("COFFER_CREATE_TABLES", Kind.flag(), "false",
            "Makes the tables of DynamoDB that are missing.");

    public static final Setting<Boolean> ACCEPT_LOST_COMMITS = Setting.of("COFFER_ACCEPT_LOST_COMMITS", Kind.flag(), "false",
            "Goes on with embedded metadata whose last commits are missing.");

    public static final Setting<BlobTier> BLOBS = Setting.of("COFFER_BLOBS", Kind.oneOf(BlobTier.class), "files",
            "Where the bytes of larger objects live.");

    public static final Setting<Long> DISK_RESERVE = Setting.optional("COFFER_DISK_RESERVE", Kind.bytes(),
            "a twentieth of the disk, 256 MiB at most",
            "How many bytes of the data directory's disk stay free: if fewer are left, writes are refused and deletions go on.");

    public static final Setting<Duration> RECLAIM_AFTER = Setting.of("COFFER_RECLAIM_AFTER", Kind.duration(Duration.ZERO, DAY), "PT5M",
            "How long after a deletion the bytes are removed, for responses that are still being sent. At once if the disk is short of"
                    + " space.");

    public static final Setting<Duration> SCRUB_EVERY = Setting.of("COFFER_SCRUB_EVERY", Kind.duration(Duration.ZERO, LONGEST_SCRUB),
            "P30D", "How often everything in the data directory is read, slowly, to find damage; PT0S for never.");

    public static final Setting<Path> ACCOUNTS = Setting.optional("COFFER_ACCOUNTS", Kind.file("FILE"), "",
            "Accounts beside the first one: an AWS credentials file, each profile with an aws_account_id.");

    public static final Setting<Integer> REQUESTS_PER_SECOND = InstallationSettings.REQUESTS_PER_SECOND.withOtherwise(
            "what the account's plan says, and no limit for the first account");

    public static final Setting<Duration> USAGE_INTERVAL = Setting.of("COFFER_USAGE_INTERVAL",
            Kind.duration(SHORTEST_USAGE_INTERVAL, DAY), "PT5S",
            "How often counts of objects, bytes and requests are written down, which is what a crash loses of them.");

    public static final Setting<Duration> LIFECYCLE_INTERVAL = Setting.of("COFFER_LIFECYCLE_INTERVAL",
            Kind.duration(Duration.ofMillis(1), DAY), "PT1H", "How often lifecycle rules are looked at.");

    public static final Setting<Path> REQUEST_LOG = Setting.optional("COFFER_REQUEST_LOG", Kind.file("FILE"), "",
            "Writes a line of JSON for each request to a file, and renames it when it has 100 MB.");

    public static final Setting<Path> METRICS_TOKEN = Setting.optional("COFFER_METRICS_TOKEN", Kind.file("FILE"), "",
            "A file with a token: whoever sends it as a bearer token may read /_metrics from elsewhere, too.");

    public static final Setting<URI> KUBO_RPC = Setting.optional("COFFER_KUBO_RPC", Kind.url(), "",
            "The RPC address of a node of IPFS (Kubo) that is asked for pins of what is not here.");

    public static final Setting<URI> TRACE_ENDPOINT = Setting.optional("COFFER_TRACE_ENDPOINT", Kind.webAddress(), "",
            "A collector that gets a span for each request, by OpenTelemetry's protocol over HTTP, such as http://127.0.0.1:4318.");

    public static final Setting<Boolean> SIGV2 = Setting.of("COFFER_SIGV2", Kind.flag(), "false",
            "Takes requests, links and forms that old tools sign by Signature Version 2, too.");

    /** All of them, as its help lists them. */
    public static final List<Setting<?>> ALL = List.of(
            DATA, HOST, PORT, TLS_PORT, DOMAIN, InstallationSettings.REGION, TLS_CERT, TLS_KEY, CONSOLE_PORT,
            InstallationSettings.CONSOLE_URL, ENDPOINT_URL, METADATA, InstallationSettings.DYNAMODB_ENDPOINT,
            InstallationSettings.TABLE_PREFIX, InstallationSettings.BUCKET_LEASE, InstallationSettings.SMALL_OBJECT_BYTES,
            CREATE_TABLES, ACCEPT_LOST_COMMITS, BLOBS,
            InstallationSettings.BLOB_BUCKET, InstallationSettings.BLOB_ENDPOINT, InstallationSettings.BLOB_PREFIX, DISK_RESERVE,
            RECLAIM_AFTER, SCRUB_EVERY, ACCOUNTS,
            InstallationSettings.MASTER_KEY, InstallationSettings.KMS_KEY, InstallationSettings.KMS_ENDPOINT,
            InstallationSettings.BUCKET_NAMES, InstallationSettings.NETWORK, InstallationSettings.ENCRYPT,
            InstallationSettings.MIN_PART_SIZE, REQUESTS_PER_SECOND, USAGE_INTERVAL, LIFECYCLE_INTERVAL,
            InstallationSettings.LIFECYCLE_DAY, InstallationSettings.ABORT_UPLOADS_AFTER_DAYS, KUBO_RPC, REQUEST_LOG,
            METRICS_TOKEN, TRACE_ENDPOINT, SIGV2);

    public enum MetadataEngine { EMBEDDED, DYNAMODB }

    public enum BlobTier { FILES, S3 }

    private ServeSettings() {}
}
