package io.coffer.housekeeping;

import io.coffer.lifecycle.LifecycleRules;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.metadata.buckets.LifecycleIndex.Entry;
import io.coffer.metadata.buckets.LifecycleIndex.Progress;
import io.coffer.metadata.objects.ExpiryStore;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.pipeline.Lifecycles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Carries out the lifecycle rules of buckets. A bucket is swept whole once a day, since nothing falls due between midnights, and again when
 * its rules change; a run that finds nothing to sweep costs one query for each 100 buckets with rules. Buckets without rules are not looked
 * at. The buckets that are due take turns, and a turn that ends before its bucket does notes how far it came: no bucket gets a second turn
 * while another waits for its first, and none begins again at its first key. Every step may be repeated: a sweep that dies is taken up by
 * the next run, and two at once do no harm.
 */
public final class LifecycleSweep {

    private static final Logger LOG = Logger.getLogger(LifecycleSweep.class);
    private static final int PAGE = 100;
    private static final Duration TURN = Duration.ofSeconds(20);

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
     * Sweeps the buckets that are due; one that fails does not keep the others. Ends early if its thread is interrupted.
     *
     * @return how many objects, versions, delete markers and uploads were removed
     */
    public int run() {
        return run(Deadline.NONE, AtOnce.ONE);
    }

    /** @param atOnce how many things of a bucket are looked at, and removed, at a time */
    int run(Deadline deadline, AtOnce atOnce) {
        int[] removed = {0};
        Set<String> begun = new HashSet<>();
        // Those that took a turn already wait until each of the others had its first one.
        forEachDue(deadline, entry -> {
            if (entry.progress() != null) {
                begun.add(entry.bucketName());
            } else {
                removed[0] += sweep(entry, deadline, atOnce, begun);
            }
        });
        while (!begun.isEmpty() && !deadline.isOver()) {
            List<Entry> left = new ArrayList<>();
            forEachDue(deadline, entry -> {
                if (begun.contains(entry.bucketName())) {
                    left.add(entry);
                }
            });
            Collections.shuffle(left);
            begun.clear();
            for (Entry entry : left) {
                if (deadline.isOver()) {
                    return removed[0];
                }
                removed[0] += sweep(entry, deadline, atOnce, begun);
            }
        }
        return removed[0];
    }

    private void forEachDue(Deadline deadline, Consumer<Entry> action) {
        long lastDue = lifecycles.day().lastDue(clock.instant()).toEpochMilli();
        String after = null;
        List<Entry> page;
        do {
            page = index.page(after, PAGE);
            for (Entry entry : page) {
                if (entry.swept() == null || entry.swept() < lastDue) {
                    if (deadline.isOver()) {
                        return;
                    }
                    action.accept(entry);
                }
                after = entry.bucketName();
            }
        } while (page.size() == PAGE && !deadline.isOver());
    }

    private int sweep(Entry entry, Deadline deadline, AtOnce atOnce, Set<String> left) {
        try {
            Optional<Bucket> bucket = buckets.find(entry.bucketName());
            Optional<LifecycleRules> rules = bucket.flatMap(lifecycles::rules);
            if (rules.isEmpty()) {
                index.drop(entry);
                return 0;
            }
            Instant now = clock.instant();
            Deadline turn = Deadline.in(TURN, clock);
            BucketSweep sweep = new BucketSweep(buckets, objects, expiry, uploads, bucket.get(), rules.get(), now, atOnce);
            Progress progress = entry.progress();
            BucketSweep.Outcome outcome = sweep.run(progress, () -> turn.isOver() || deadline.isOver());
            if (outcome == BucketSweep.Outcome.ENDED) {
                index.swept(entry, progress == null ? now.toEpochMilli() : progress.began());
            } else if (outcome instanceof BucketSweep.Outcome.Stopped stopped) {
                index.stopped(entry, stopped.at());
                left.add(entry.bucketName());
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
