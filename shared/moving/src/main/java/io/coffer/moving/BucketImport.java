package io.coffer.moving;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Copies one bucket. Both buckets are listed in the same order and compared key by key, so what is there already costs its share of two
 * listings: an import that was interrupted goes on where it ended.
 */
final class BucketImport {

    private final S3Client source;
    private final S3Client target;
    private final ImportedBucket bucket;
    private final Tally tally;
    private final KeyQueue keys;
    private final ObjectCopy objects;

    BucketImport(S3Client source, S3Client target, ImportedBucket bucket, Tally tally, KeyQueue keys) {
        this.source = source;
        this.target = target;
        this.bucket = bucket;
        this.tally = tally;
        this.keys = keys;
        this.objects = new ObjectCopy(source, target, bucket.from(), bucket.to(), tally);
    }

    /**
     * Makes the bucket if it is missing, and copies what it lacks.
     *
     * @param prefix of the keys that are copied
     * @param withVersions whether noncurrent versions and delete markers are copied too, if the bucket keeps versions
     */
    void run(String prefix, boolean withVersions, Optional<String> locationConstraint) throws InterruptedException {
        BucketVersioningStatus status = withVersions ? source.getBucketVersioning(r -> r.bucket(bucket.from())).status() : null;
        boolean isVersioned = status != null;
        make(locationConstraint);
        if (isVersioned) {
            // A bucket whose versioning is suspended would replace one version by the next; it is suspended when all are there.
            versioning(BucketVersioningStatus.ENABLED);
        }
        KeyHistories there = histories(target, bucket.to(), prefix, isVersioned);
        KeyHistories wanted = histories(source, bucket.from(), prefix, isVersioned);
        KeyHistory found = next(there);
        while (wanted.hasNext()) {
            KeyHistory history = wanted.next();
            while (found != null && KeyHistory.compareKeys(found.key(), history.key()) < 0) {
                found = next(there);
            }
            List<ListedVersion> versions = found != null && found.key().equals(history.key()) ? found.versions() : List.of();
            if (isVersioned) {
                addVersions(history, versions);
            } else {
                addObject(history, versions);
            }
        }
        keys.await();
        if (status == BucketVersioningStatus.SUSPENDED) {
            versioning(status);
        }
    }

    private static KeyHistories histories(S3Client client, String bucket, String prefix, boolean versions) {
        return versions ? KeyHistories.ofVersions(client, bucket, prefix) : KeyHistories.ofObjects(client, bucket, prefix);
    }

    private static @Nullable KeyHistory next(KeyHistories histories) {
        return histories.hasNext() ? histories.next() : null;
    }

    private void make(Optional<String> locationConstraint) {
        try {
            target.headBucket(r -> r.bucket(bucket.to()));
        } catch (S3Exception e) {
            if (e.statusCode() != 404) {
                throw e;
            }
            target.createBucket(r -> {
                r.bucket(bucket.to());
                locationConstraint.ifPresent(region -> r.createBucketConfiguration(c -> c.locationConstraint(region)));
            });
        }
    }

    private void versioning(BucketVersioningStatus status) {
        target.putBucketVersioning(r -> r.bucket(bucket.to()).versioningConfiguration(v -> v.status(status)));
    }

    private void addObject(KeyHistory history, List<ListedVersion> found) throws InterruptedException {
        ListedVersion wanted = history.newest();
        if (found.isEmpty()) {
            add(history, history.versions(), Condition.none());
        } else if (wanted.isSameAs(found.get(0))) {
            tally.addThere(1);
        } else if (wanted.lastModified().isAfter(found.get(0).lastModified())) {
            add(history, history.versions(), Condition.is(found.get(0).etag()));
        } else {
            keep(history.key());
        }
    }

    private void addVersions(KeyHistory history, List<ListedVersion> found) throws InterruptedException {
        List<ListedVersion> wanted = history.versions();
        for (int i = 0; i < found.size(); i++) {
            if (i == wanted.size() || !wanted.get(i).isSameAs(found.get(i))) {
                keep(history.key());
                return;
            }
        }
        tally.addThere(found.size());
        if (wanted.size() > found.size()) {
            Condition condition = found.isEmpty() ? Condition.none() : Condition.after(found.get(found.size() - 1));
            add(history, wanted.subList(found.size(), wanted.size()), condition);
        }
    }

    private void keep(String key) {
        tally.addKept();
        keys.tell(bucket.to(), key, "left as it is: it differs from the source and is newer");
    }

    private void add(KeyHistory history, List<ListedVersion> missing, Condition before) throws InterruptedException {
        keys.add(bucket.to(), history.key(), () -> {
            Condition condition = before;
            for (ListedVersion version : missing) {
                condition = objects.copy(history.key(), version, condition);
            }
        });
    }
}
