package io.coffer.moving;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Copies buckets from one S3 endpoint to another: objects with their headers, user metadata and tags, and if asked for, versions and delete
 * markers. It can be run again, and then copies what is missing. It removes nothing at either end, and replaces an object at the target
 * only if the source's is newer.
 */
public final class Import {

    /** What is told while it runs. */
    public interface Listener {

        /**
         * A key or a bucket was not copied.
         *
         * @param name {@code BUCKET} or {@code BUCKET/KEY}
         */
        void tell(String name, String what);
    }

    /**
     * @param prefix of the keys that are copied; empty for all
     * @param withVersions whether noncurrent versions and delete markers are copied too
     * @param threads how many objects are copied at the same time
     * @param locationConstraint for the buckets that are made; empty for us-east-1
     */
    public record Settings(String prefix, boolean withVersions, int threads, Optional<String> locationConstraint) {}

    private final S3Client source;
    private final S3Client target;
    private final Settings settings;
    private final Listener listener;
    private final Tally tally = new Tally();

    public Import(S3Client source, S3Client target, Settings settings, Listener listener) {
        this.source = source;
        this.target = target;
        this.settings = settings;
        this.listener = listener;
    }

    /** What it has done so far. */
    public Tally tally() {
        return tally;
    }

    /** The names of all buckets at the source. */
    public List<ImportedBucket> all() {
        return source.listBuckets().buckets().stream().map(bucket -> new ImportedBucket(bucket.name(), bucket.name())).toList();
    }

    /** Copies the buckets one after the other. One that cannot be read or made does not keep the others waiting. */
    public void run(List<ImportedBucket> buckets) throws InterruptedException {
        try (KeyQueue keys = new KeyQueue(
                settings.threads(), tally, (bucket, key, what) -> listener.tell(bucket + "/" + key, what))) {
            for (ImportedBucket bucket : buckets) {
                try {
                    new BucketImport(source, target, bucket, tally, keys)
                            .run(settings.prefix(), settings.withVersions(), settings.locationConstraint());
                } catch (SdkException e) {
                    keys.await();
                    tally.addFailed();
                    listener.tell(bucket.from(), ObjectCopy.reason(e));
                }
            }
        }
    }
}
