package io.coffer.pipeline;

import io.coffer.metadata.BucketNetwork;
import io.coffer.settings.Kind;
import io.coffer.settings.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What whoever runs an installation can tell both its server and its functions. */
public final class InstallationSettings {

    private static final int MOST_DAYS = 36_500;
    private static final int MOST_REQUESTS = 1_000_000;

    public static final Setting<String> REGION = Setting.of("COFFER_REGION", Kind.text("REGION"), "us-east-1",
            "The region that requests are signed for.");

    public static final Setting<String> DOMAIN = Setting.optional("COFFER_DOMAIN", Kind.name("DOMAIN"), "path style only",
            "Buckets are also served at BUCKET.DOMAIN.");

    public static final Setting<BucketNames> BUCKET_NAMES = Setting.of("COFFER_BUCKET_NAMES", Kind.oneOf(BucketNames.class), "aws",
            "Whose rules the names of new buckets follow. Filebase's have no dots.");

    public static final Setting<BucketNetwork> NETWORK = Setting.of("COFFER_NETWORK", Kind.oneOf(BucketNetwork.class), "none",
            "Which network new buckets are on that say nothing of it. On ipfs each object has a content id.");

    public static final Setting<Encrypted> ENCRYPT = Setting.of("COFFER_ENCRYPT", Kind.oneOf(Encrypted.class), "asked",
            "Which objects are encrypted where they are stored.");

    /** S3 User Guide, Multipart upload limits: 5 MiB. */
    public static final Setting<Long> MIN_PART_SIZE = Setting.of("COFFER_MIN_PART_SIZE", Kind.bytes(), "5242880",
            "What every part of an upload must have, except for the last.");

    public static final Setting<Duration> LIFECYCLE_DAY = Setting.of("COFFER_LIFECYCLE_DAY",
            Kind.duration(Duration.ofMillis(1), Duration.ofDays(1)), "PT24H",
            "For tests: how long the days of lifecycle rules are; shorter ones do not end at midnight.");

    public static final Setting<Integer> ABORT_UPLOADS_AFTER_DAYS = Setting.of("COFFER_ABORT_UPLOADS_AFTER_DAYS",
            Kind.count(0, MOST_DAYS), "7", "How many days after their beginning uploads are aborted that were not completed, unless a"
                    + " lifecycle rule of their bucket says when; 0 for never, as at AWS.");

    public static final Setting<Integer> REQUESTS_PER_SECOND = Setting.optional("COFFER_REQUESTS_PER_SECOND",
            Kind.count(0, MOST_REQUESTS), "what the account's plan says",
            "How many requests of an account are answered in a second, twice as many at once; 0 for no limit.");

    public static final Setting<String> TABLE_PREFIX = Setting.of("COFFER_TABLE_PREFIX", Kind.text("PREFIX"), "coffer-",
            "What the names of DynamoDB's tables start with.");

    public static final Setting<Duration> BUCKET_LEASE = Setting.of("COFFER_BUCKET_LEASE",
            Kind.duration(Duration.ZERO, Duration.ofSeconds(10)), "PT1S",
            "How long requests go on with what was read of a bucket in DynamoDB; the same in every function and server.");

    public static final Setting<Integer> SMALL_OBJECT_BYTES = Setting.of("COFFER_SMALL_OBJECT_BYTES",
            Kind.count(0, Backend.SMALL_IN_DYNAMODB), String.valueOf(Backend.SMALL_IN_DYNAMODB),
            "Up to how many bytes DynamoDB keeps an object with its metadata, instead of S3.");

    public static final Setting<URI> DYNAMODB_ENDPOINT = Setting.optional("COFFER_DYNAMODB_ENDPOINT", Kind.url(), "AWS's",
            "The endpoint of DynamoDB.");

    public static final Setting<String> BLOB_BUCKET = Setting.optional("COFFER_BLOB_BUCKET", Kind.text("BUCKET"), "",
            "The S3 bucket that holds the bytes of larger objects.");

    public static final Setting<String> BLOB_PREFIX = Setting.of("COFFER_BLOB_PREFIX", Kind.text("PREFIX"), "",
            "What the keys of blobs start with in that bucket.");

    public static final Setting<URI> BLOB_ENDPOINT = Setting.optional("COFFER_BLOB_ENDPOINT", Kind.url(), "AWS's",
            "The endpoint of the S3 that has that bucket.");

    public static final Setting<String> KMS_KEY = Setting.optional("COFFER_KMS_KEY", Kind.text("KEY"), "",
            "The KMS key that wraps the master key of an installation in AWS; ./coffer keys create makes both that and the first access key"
                    + " pair.");

    public static final Setting<URI> KMS_ENDPOINT = Setting.optional("COFFER_KMS_ENDPOINT", Kind.url(), "AWS's",
            "The endpoint of KMS.");

    public static final Setting<Path> MASTER_KEY = Setting.optional("COFFER_MASTER_KEY_FILE", Kind.file("FILE"),
            "master.key in the data directory, made at the first start",
            "32 bytes under which the key is kept that seals secrets and objects' keys, for processes that share tables.")
            .asOption("--master-key");

    public static final Setting<URI> CONSOLE_URL = Setting.optional("COFFER_CONSOLE_URL", Kind.webAddress(), "",
            "Where browsers find the console, if a proxy stands before it or another server has it.");

    /** All of them. */
    public static final List<Setting<?>> ALL = List.of(
            REGION, DOMAIN, BUCKET_NAMES, NETWORK, ENCRYPT, MIN_PART_SIZE, LIFECYCLE_DAY, ABORT_UPLOADS_AFTER_DAYS, REQUESTS_PER_SECOND,
            TABLE_PREFIX, BUCKET_LEASE, SMALL_OBJECT_BYTES, DYNAMODB_ENDPOINT, BLOB_BUCKET, BLOB_PREFIX, BLOB_ENDPOINT, KMS_KEY,
            KMS_ENDPOINT, MASTER_KEY, CONSOLE_URL);

    private InstallationSettings() {}
}
