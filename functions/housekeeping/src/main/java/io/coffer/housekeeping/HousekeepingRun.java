package io.coffer.housekeeping;

import io.coffer.blobs.BlobStore;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.usage.UsageMeter;
import io.coffer.pipeline.Lifecycles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One run of housekeeping in AWS: reclaims what nobody points to any more, and tells how long the oldest of that has waited; then carries
 * out lifecycle rules; once an hour it aborts old uploads, of every bucket once a day, and recounts the buckets that are due.
 *
 * <p>A run lasts as long as there is work, until shortly before the function's timeout, which is shortly before the next run. Each kind of
 * work has its part of the time, and none waits for another to end. If one fails, the others are done all the same, and then the run
 * fails. What is left, the next run takes up where this one stopped.
 */
final class HousekeepingRun {

    private static final Logger LOG = Logger.getLogger(HousekeepingRun.class);
    /** From one run to the next; what is done in an hour's first is done once an hour. */
    private static final int RUN_MINUTES = 5;
    /** The run of the same hour may begin a little less than a day after the last one. */
    private static final Duration ABOUT_A_DAY = Duration.ofHours(23);
    /** For what was begun to come to its end. */
    private static final Duration LAST_STEPS = Duration.ofSeconds(15);

    private final Stores stores;
    private final Lifecycles lifecycles;
    private final Duration uploadAge;
    private final Clock clock;
    private final AtOnce atOnce;
    private final BiConsumer<Instant, Double> ages;
    private final ReclaimSweep reclaim;
    private @Nullable RuntimeException failure;

    /** @param ages told when the run began, and for how many seconds the oldest of what is due has waited */
    HousekeepingRun(
            Stores stores,
            BlobStore blobs,
            Lifecycles lifecycles,
            Duration uploadAge,
            Clock clock,
            AtOnce atOnce,
            BiConsumer<Instant, Double> ages) {
        this.stores = stores;
        this.lifecycles = lifecycles;
        this.uploadAge = uploadAge;
        this.clock = clock;
        this.atOnce = atOnce;
        this.ages = ages;
        this.reclaim = new ReclaimSweep(stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), blobs, clock,
                () -> ReclaimSweep.REST, atOnce);
    }

    /**
     * @param all for how long the function may go on
     * @throws RuntimeException if a kind of work failed; the others were done
     */
    void run(Duration all) {
        Time time = new Time(clock, all);
        long now = clock.millis();
        long pendingBefore = now - ReclaimSweep.PENDING_BY_OTHERS.toMillis();
        Deadline half = Deadline.in(time.left(2), clock);
        each(() -> reclaim.run(pendingBefore, half));
        boolean isLeft = half.isOver();
        each(() -> tellAge(now));
        if (Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC).getMinute() < RUN_MINUTES) {
            each(() -> new OldUploadSweep(stores, lifecycles, uploadAge, clock).run(time.left(4), ABOUT_A_DAY));
            each(() -> new UsageRecount(stores, clock).run(time.left(2)));
        }
        each(() -> new LifecycleSweep(stores.lifecycles(), stores.buckets(), lifecycles, stores.objects(), stores.expiry(),
                stores.uploads(), clock).run(Deadline.in(time.left(1), clock), atOnce));
        if (isLeft) {
            each(() -> reclaim.run(pendingBefore, Deadline.in(time.left(1), clock)));
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The time of one run. */
    private static final class Time {

        private final Clock clock;
        private final long end;

        Time(Clock clock, Duration all) {
            this.clock = clock;
            this.end = clock.millis() + all.minus(LAST_STEPS).toMillis();
        }

        /** One of so many equal parts of what is left. */
        Duration left(int parts) {
            return Duration.ofMillis(Math.max(0, end - clock.millis()) / parts);
        }
    }

    private void each(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
        }
        flush(stores.meter());
    }

    /** Counts what was removed. A run that cannot say so has removed it all the same. */
    private static void flush(UsageMeter meter) {
        try {
            meter.flush();
        } catch (RuntimeException e) {
            LOG.warn("counts were not written", e);
        }
    }

    private void tellAge(long now) {
        long oldest = stores.reclaim().oldestTime(ReclaimQueue.Kind.DUE).orElse(now);
        ages.accept(Instant.ofEpochMilli(now), (double) Math.max(0, (now - oldest) / 1000));
    }
}
