package io.coffer.housekeeping;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.Upload;
import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.Lifecycles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Aborts uploads that were begun long ago, in buckets with and without lifecycle rules: clients that died leave their parts, which take
 * room that their owner does not see in listings. Where a rule of the bucket says when an upload is aborted, that rule holds and this sweep
 * leaves the upload to it, also if the rule waits longer: the bucket's owner has said so.
 *
 * <p>A bucket costs a query for each 1,000 keys with uploads in progress (at least one) and one for each such key, whatever the number of
 * its objects; a key with an old upload costs a read of the bucket more, and each abort what AbortMultipartUpload costs. Every step may be
 * repeated, and two sweeps at once do no harm.
 */
public final class OldUploadSweep {

    private static final Logger LOG = Logger.getLogger(OldUploadSweep.class);
    private static final String KIND = "old-uploads";
    private static final int PAGE = 1000;

    private final Stores stores;
    private final Lifecycles lifecycles;
    private final Duration age;
    private final Clock clock;

    /** @param age that an upload may have; 0 for any, as at AWS */
    public OldUploadSweep(Stores stores, Lifecycles lifecycles, Duration age, Clock clock) {
        this.stores = stores;
        this.lifecycles = lifecycles;
        this.age = age;
        this.clock = clock;
    }

    /**
     * Sweeps buckets; one that fails does not keep the others. Ends early if its thread is interrupted. The next run goes on behind the
     * last key that was looked at.
     *
     * @param time after which nothing more is begun
     * @param between from the first run over all buckets to the next
     * @return how many uploads were aborted
     */
    public int run(Duration time, Duration between) {
        return run(Deadline.in(time, clock), between);
    }

    int run(Deadline deadline, Duration between) {
        if (age.isZero()) {
            return 0;
        }
        int[] aborted = {0};
        new BucketRound(stores, KIND, deadline, clock).run(between, (listed, after) -> sweep(listed, after, deadline, aborted));
        return aborted[0];
    }

    /** @return the last key that was looked at, if the deadline came before the last one of the bucket */
    private Optional<String> sweep(Bucket listed, @Nullable String after, Deadline deadline, int[] aborted) {
        String[] last = {after == null ? "" : after};
        try {
            boolean whole = new EveryKey<>(stores.uploads().keys(listed), deadline, (key, why) -> LOG.errorf(
                    "bucket %s: what is stored at '%s' or behind it cannot be read, and no upload of it is aborted: %s",
                    listed.name(), key, Unreadable.reason(why)))
                    .walk("", after, keyed -> {
                        if (deadline.isOver()) {
                            return false;
                        }
                        aborted[0] += sweep(listed, keyed.key());
                        last[0] = keyed.key();
                        return true;
                    });
            return whole ? Optional.empty() : Optional.of(last[0]);
        } catch (RuntimeException e) {
            LOG.errorf(e, "old uploads of bucket %s were not aborted; a later run takes them up", listed.name());
            return Optional.empty();
        }
    }

    private int sweep(Bucket listed, String key) {
        Instant before = clock.instant().minus(age);
        int aborted = 0;
        String after = null;
        List<Upload> page;
        List<Upload> old;
        do {
            page = stores.uploads().ofKey(listed, key, after, PAGE);
            old = page.stream().filter(upload -> !Instant.ofEpochMilli(upload.initiated()).isAfter(before)).toList();
            if (!old.isEmpty()) {
                aborted += abort(listed, old);
            }
            after = page.isEmpty() ? null : page.get(page.size() - 1).uploadId();
            // The oldest come first, so that behind one that is not old none is.
        } while (old.size() == PAGE);
        return aborted;
    }

    /** @param old uploads of a key */
    private int abort(Bucket listed, List<Upload> old) {
        Optional<Bucket> now = stores.buckets().find(listed.name())
                .filter(bucket -> bucket.id().equals(listed.id()) && isLeftToUs(bucket, old.get(0)));
        return now.map(bucket -> (int) old.stream().filter(upload -> stores.uploads().abortUnlessEnded(bucket, upload)).count())
                .orElse(0);
    }

    /** Whether no rule of the bucket says when uploads of the key are aborted. */
    private boolean isLeftToUs(Bucket bucket, Upload upload) {
        return lifecycles.rules(bucket)
                .flatMap(rules -> rules.abort(upload.key(), Instant.ofEpochMilli(upload.initiated())))
                .isEmpty();
    }
}
