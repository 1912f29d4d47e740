package io.coffer.lambda;

import io.coffer.auth.SignatureVersions;
import io.coffer.metadata.Account;
import io.coffer.metadata.BucketNetwork;
import io.coffer.metadata.tables.Table;
import io.coffer.pipeline.Admission;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Backend;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a function's environment says.
 *
 * @param tablePrefix what the names of the {@link Table}s begin with
 * @param blobBucket the bucket blobs go to; empty for functions that touch none
 * @param kmsKey wraps the master key
 * @param masterKeyFile wraps it if there is no KMS
 * @param streamingEndpoint takes what a function cannot carry
 * @param consoleUrl where the console's pages are
 * @param network which network new buckets are on that say nothing of it
 * @param abortUploadsAfterDays how old uploads in progress get; 0 for any age
 * @param requestsPerSecond of every account, 0 for any number; empty for what their plans say
 * @param firstKeysSecret keeps the first access key pair
 */
public record FunctionSettings(
        String region,
        Optional<String> domain,
        String tablePrefix,
        Optional<String> blobBucket,
        String blobPrefix,
        Optional<String> kmsKey,
        Optional<String> masterKeyFile,
        Optional<URI> streamingEndpoint,
        Optional<URI> consoleUrl,
        boolean dottedBucketNames,
        BucketNetwork network,
        boolean encryptEverything,
        long minPartSize,
        Duration lifecycleDay,
        int abortUploadsAfterDays,
        Optional<Integer> requestsPerSecond,
        Optional<String> firstKeysSecret) {

    /** Every variable that is read here; the templates are held to them. */
    public static final List<String> NAMES = List.of(
            "COFFER_REGION", "COFFER_DOMAIN", "COFFER_TABLE_PREFIX", "COFFER_BLOB_BUCKET", "COFFER_BLOB_PREFIX", "COFFER_KMS_KEY",
            "COFFER_MASTER_KEY_FILE", "COFFER_STREAMING_ENDPOINT", "COFFER_CONSOLE_URL", "COFFER_BUCKET_NAMES", "COFFER_NETWORK",
            "COFFER_ENCRYPT", "COFFER_MIN_PART_SIZE", "COFFER_LIFECYCLE_DAY", "COFFER_ABORT_UPLOADS_AFTER_DAYS",
            "COFFER_REQUESTS_PER_SECOND", "COFFER_FIRST_KEYS_SECRET");

    /** @throws IllegalArgumentException if a value is not of its kind */
    static FunctionSettings of(Map<String, String> environment) {
        Map<String, String> set = new HashMap<>(environment);
        set.values().removeIf(String::isBlank);
        return new FunctionSettings(
                set.getOrDefault("COFFER_REGION", set.getOrDefault("AWS_REGION", "us-east-1")),
                Optional.ofNullable(set.get("COFFER_DOMAIN")).map(domain -> domain.toLowerCase(Locale.ROOT)),
                set.getOrDefault("COFFER_TABLE_PREFIX", "coffer-"),
                Optional.ofNullable(set.get("COFFER_BLOB_BUCKET")),
                set.getOrDefault("COFFER_BLOB_PREFIX", ""),
                Optional.ofNullable(set.get("COFFER_KMS_KEY")),
                Optional.ofNullable(set.get("COFFER_MASTER_KEY_FILE")),
                Optional.ofNullable(set.get("COFFER_STREAMING_ENDPOINT")).map(URI::create),
                Optional.ofNullable(set.get("COFFER_CONSOLE_URL")).map(URI::create),
                oneOf("COFFER_BUCKET_NAMES", set.getOrDefault("COFFER_BUCKET_NAMES", "aws"), "aws", "filebase"),
                oneOf("COFFER_NETWORK", set.getOrDefault("COFFER_NETWORK", "none"), "ipfs", "none")
                        ? BucketNetwork.IPFS
                        : BucketNetwork.NONE,
                oneOf("COFFER_ENCRYPT", set.getOrDefault("COFFER_ENCRYPT", "asked"), "all", "asked"),
                Long.parseLong(set.getOrDefault("COFFER_MIN_PART_SIZE", String.valueOf(Backend.MIN_PART_SIZE))),
                Duration.parse(set.getOrDefault("COFFER_LIFECYCLE_DAY", "P1D")),
                atLeastNone("COFFER_ABORT_UPLOADS_AFTER_DAYS", set.getOrDefault("COFFER_ABORT_UPLOADS_AFTER_DAYS", "7")),
                Optional.ofNullable(set.get("COFFER_REQUESTS_PER_SECOND")).map(rate -> atLeastNone("COFFER_REQUESTS_PER_SECOND", rate)),
                Optional.ofNullable(set.get("COFFER_FIRST_KEYS_SECRET")));
    }

    private static boolean oneOf(String name, String value, String yes, String no) {
        if (!value.equalsIgnoreCase(yes) && !value.equalsIgnoreCase(no)) {
            throw new IllegalArgumentException(name + " must be " + yes + " or " + no);
        }
        return value.equalsIgnoreCase(yes);
    }

    private static int atLeastNone(String name, String value) {
        int number = Integer.parseInt(value);
        if (number < 0) {
            throw new IllegalArgumentException(name + " must be 0 or more");
        }
        return number;
    }

    /** How many requests of the account are answered in a second; null for any number. */
    Integer rateOf(Account account) {
        Integer rate = requestsPerSecond.orElse(account.limits().requestsPerSecond());
        return rate == null || rate == 0 ? null : rate;
    }

    /** Functions are reached over TLS alone, so that customers' keys are never taken over plain HTTP. */
    Backend.Settings backend(AllowedRates rates) {
        return new Backend.Settings(region, domain.orElse(null), dottedBucketNames, network, encryptEverything, false,
                SignatureVersions.ONLY_4, Backend.SMALL_IN_DYNAMODB, minPartSize, lifecycleDay, rates, Admission.OF_ALL);
    }
}
