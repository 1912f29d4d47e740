package io.coffer.housekeeping;

import io.coffer.lifecycle.LifecycleRules;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.metadata.buckets.LifecycleIndex.Entry;
import io.coffer.metadata.objects.ExpiryStore;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.pipeline.Lifecycles;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Carries out the lifecycle rules of buckets. A bucket is swept whole once a day, since nothing falls due between midnights, and again when
 * its rules change; a run that finds nothing to sweep costs one query. Buckets without rules are not looked at. Every step may be
 * repeated: a sweep that dies is taken up by the next run, and two at once do no harm.
 */
public final class LifecycleSweep {

    private static final Logger LOG = Logger.getLogger(LifecycleSweep.class);
    private static final int PAGE = 100;

    private final LifecycleIndex index;
    private final BucketStore buckets;
    private final Lifecycles lifecycles;
    private final ObjectStore objects;
    private final ExpiryStore expiry;
    private final UploadStore uploads;
    private final Clock clock;

    public LifecycleSweep(
            LifecycleIndex index,
            BucketStore buckets,
            Lifecycles lifecycles,
            ObjectStore objects,
            ExpiryStore expiry,
            UploadStore uploads,
            Clock clock) {
        this.index = index;
        this.buckets = buckets;
        this.lifecycles = lifecycles;
        this.objects = objects;
        this.expiry = expiry;
        this.uploads = uploads;
        this.clock = clock;
    }

    /**
     * Sweeps the buckets that are due; one that fails does not keep the others. Ends early where its thread is interrupted.
     *
     * @return how many objects, versions, delete markers and uploads were removed
     */
    public int run() {
        int removed = 0;
        String after = null;
        List<Entry> page;
        do {
            page = index.page(after, PAGE);
            for (Entry entry : page) {
                if (Thread.currentThread().isInterrupted()) {
                    return removed;
                }
                removed += sweep(entry);
                after = entry.bucketName();
            }
        } while (page.size() == PAGE);
        return removed;
    }

    private int sweep(Entry entry) {
        Instant now = clock.instant();
        if (entry.swept() != null && entry.swept() >= lifecycles.day().lastDue(now).toEpochMilli()) {
            return 0;
        }
        try {
            Optional<Bucket> bucket = buckets.find(entry.bucketName());
            Optional<LifecycleRules> rules = bucket.flatMap(lifecycles::rules);
            if (rules.isEmpty()) {
                index.drop(entry);
                return 0;
            }
            BucketSweep sweep = new BucketSweep(buckets, objects, expiry, uploads, bucket.get(), rules.get(), now);
            if (sweep.run()) {
                index.swept(entry, now.toEpochMilli());
            }
            if (sweep.unreadable() > 0) {
                LOG.errorf("bucket %s was swept except for what cannot be read, at %d places: ./coffer verify names them",
                        entry.bucketName(), sweep.unreadable());
            }
            return sweep.removed();
        } catch (RuntimeException e) {
            LOG.errorf(e, "the lifecycle rules of bucket %s were not carried out; the next run takes them up", entry.bucketName());
            return 0;
        }
    }
}
