package io.coffer.housekeeping;

import io.coffer.lifecycle.Candidate;
import io.coffer.lifecycle.Due;
import io.coffer.lifecycle.LifecycleRules;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.buckets.LifecycleIndex.Progress;
import io.coffer.metadata.objects.ExpiryStore;
import io.coffer.metadata.objects.ExpiryStore.History;
import io.coffer.metadata.objects.ExpiryStore.Noncurrent;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.objects.KeyWalk.Keyed;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.tables.Item;
import io.coffer.pipeline.Lifecycles;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One sweep of one bucket under the prefixes of its rules: a query and a read of the bucket for each 1,000 current objects and for each
 * 1,000 keys with uploads; of each key that has versions three reads and a query more.
 */
final class BucketSweep {

    private static final Logger LOG = Logger.getLogger(BucketSweep.class);
    private static final int PAGE = 1000;

    private final BucketStore buckets;
    private final ObjectStore objects;
    private final ExpiryStore expiry;
    private final UploadStore uploads;
    /** As it was read for the last page: it says what a recount has passed. */
    private volatile Bucket bucket;
    private final LifecycleRules rules;
    private final Instant now;
    private final AtOnce atOnce;
    private final AtomicInteger removed = new AtomicInteger();
    private final AtomicInteger unreadable = new AtomicInteger();

    BucketSweep(
            BucketStore buckets,
            ObjectStore objects,
            ExpiryStore expiry,
            UploadStore uploads,
            Bucket bucket,
            LifecycleRules rules,
            Instant now,
            AtOnce atOnce) {
        this.buckets = buckets;
        this.objects = objects;
        this.expiry = expiry;
        this.uploads = uploads;
        this.bucket = bucket;
        this.rules = rules;
        this.now = now;
        this.atOnce = atOnce;
    }

    /** What became of a sweep. */
    sealed interface Outcome {

        Outcome ENDED = new Ended();
        Outcome CHANGED = new Changed();

        record Ended() implements Outcome {}

        /** The bucket changed meanwhile, or its rules did. */
        record Changed() implements Outcome {}

        /** Its time was over. */
        record Stopped(Progress at) implements Outcome {}
    }

    /** @param from how far an earlier sweep came; null for none */
    Outcome run(@Nullable Progress from, Deadline deadline) {
        long began = from == null ? now.toEpochMilli() : from.began();
        List<Supplier<Walk<?>>> walks = List.of(
                () -> new Walk<>(objects.range(bucket), rules.expirationPrefixes(), this::expire, deadline),
                () -> new Walk<>(expiry.keysWithVersions(bucket), bucket.versioning() == null ? List.of() : rules.versionPrefixes(),
                        this::sweepVersions, deadline),
                () -> new Walk<>(uploads.keys(bucket), rules.uploadPrefixes(), this::abortUploads, deadline));
        for (int walk = from == null ? 0 : from.walk(); walk < walks.size(); walk++) {
            Outcome outcome = walks.get(walk).get().run(began, walk, from != null && from.walk() == walk ? from : null);
            if (outcome != Outcome.ENDED) {
                return outcome;
            }
        }
        return Outcome.ENDED;
    }

    /** How many objects, versions, delete markers and uploads it removed. */
    int removed() {
        return removed.get();
    }

    /** How often something could not be read and was left out. */
    int unreadable() {
        return unreadable.get();
    }

    /** Everything under some prefixes, page by page; the things of a page several at a time. */
    private final class Walk<E> {

        private final EveryKey<E> keys;
        private final List<String> prefixes;
        private final Consumer<Keyed<E>> action;
        private final Deadline deadline;
        private @Nullable String last;
        private boolean changed;

        Walk(KeyWalk.Range<E> range, List<String> prefixes, Consumer<Keyed<E>> action, Deadline deadline) {
            this.keys = new EveryKey<>(range, this::isOver, BucketSweep.this::leaveOut, atOnce, key -> last = key);
            this.prefixes = prefixes;
            this.action = action;
            this.deadline = deadline;
        }

        Outcome run(long began, int number, @Nullable Progress from) {
            int first = from == null ? 0 : Math.max(0, prefixes.indexOf(from.prefix()));
            for (String prefix : prefixes.subList(first, prefixes.size())) {
                last = from != null && prefix.equals(from.prefix()) ? from.after() : null;
                boolean whole = keys.walk(prefix, last, keyed -> {
                    if (Thread.currentThread().isInterrupted()) {
                        return false;
                    }
                    action.accept(keyed);
                    return true;
                });
                if (!whole) {
                    return changed ? Outcome.CHANGED : new Outcome.Stopped(new Progress(began, number, prefix, last));
                }
            }
            return Outcome.ENDED;
        }

        private boolean isOver() {
            if (deadline.isOver()) {
                return true;
            }
            changed = !isUnchanged();
            return changed;
        }
    }

    private void leaveOut(String key, UncheckedIOException why) {
        unreadable.incrementAndGet();
        LOG.errorf("bucket %s: what is stored at '%s' or behind it cannot be read, and no lifecycle rule is carried out on it: %s",
                bucket.name(), key, Unreadable.reason(why));
    }

    /** Rules that were taken away, or replaced, remove nothing more; nor is anything removed for good if versions are kept by now. */
    private boolean isUnchanged() {
        Optional<Bucket> now = buckets.find(bucket.name())
                .filter(other -> other.id().equals(bucket.id())
                        && other.versioning() == bucket.versioning()
                        && rulesId(other).equals(rulesId(bucket)));
        now.ifPresent(found -> bucket = found);
        return now.isPresent();
    }

    private static Optional<String> rulesId(Bucket bucket) {
        return Optional.ofNullable(bucket.configurations().get(BucketConfiguration.LIFECYCLE));
    }

    private void count(boolean done) {
        removed.addAndGet(done ? 1 : 0);
    }

    private boolean isDue(Optional<Due> due) {
        return due.filter(found -> found.isDue(now)).isPresent();
    }

    private void expire(Keyed<Item> keyed) {
        ObjectRecord object = ObjectStore.record(keyed.entry());
        if (isDue(rules.expiration(Lifecycles.candidate(keyed.key(), object)))) {
            count(expiry.expire(bucket, keyed.key(), object));
        }
    }

    private void sweepVersions(Keyed<Item> keyed) {
        String key = keyed.key();
        Optional<History> history = expiry.history(bucket, key, PAGE);
        if (history.isEmpty() || history.get().versions().isEmpty()) {
            return;
        }
        List<Noncurrent> versions = history.get().versions();
        ObjectRecord successor = history.get().current().orElse(null);
        Noncurrent marker = successor == null && versions.get(0).version().isDeleteMarker() ? versions.get(0) : null;
        int newer = 0;
        boolean alone = true;
        while (!versions.isEmpty()) {
            for (Noncurrent version : versions) {
                if (successor != null) {
                    boolean gone = isDue(rules.noncurrentExpiration(noncurrent(key, version.version(), successor), newer))
                            && expiry.removeNoncurrent(bucket, key, version);
                    count(gone);
                    alone &= gone;
                    newer++;
                }
                successor = version.version();
            }
            versions = versions.size() < PAGE
                    ? List.of()
                    : expiry.older(bucket, key, versions.get(versions.size() - 1).position(), PAGE);
        }
        if (marker != null && alone && isDue(rules.deleteMarkerExpiration(key, marker.version().lastModified()))) {
            count(expiry.removeLoneMarker(bucket, key, marker));
        }
    }

    /** S3 counts a noncurrent version's days from the creation of its successor. */
    private static Candidate noncurrent(String key, ObjectRecord version, ObjectRecord successor) {
        return new Candidate(key, version.size(), version.tags(), successor.lastModified());
    }

    private void abortUploads(Keyed<Item> keyed) {
        uploads.forEachOfKey(bucket, keyed.key(), upload -> {
            if (isDue(rules.abort(upload.key(), Instant.ofEpochMilli(upload.initiated())))) {
                count(uploads.abortUnlessEnded(bucket, upload));
            }
        });
    }
}
