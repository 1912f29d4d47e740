package io.coffer.standalone.server;

import io.coffer.blobs.BlobStore;
import io.coffer.housekeeping.LifecycleSweep;
import io.coffer.housekeeping.OldUploadSweep;
import io.coffer.housekeeping.ReclaimSweep;
import io.coffer.housekeeping.ScrubRounds;
import io.coffer.housekeeping.UsageRecount;
import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.Lifecycles;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The work of a server that is due at times, each kind on a timer of its own. Of a run that fails the next takes up the work. */
final class Sweeps implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Sweeps.class);

    /** Reclaiming, expiring, aborting, writing counts down, recounting and scrubbing; none waits for another. */
    private static final int KINDS = 6;
    private static final Duration PERIOD = Duration.ofMinutes(1);
    /** An upload is aborted within a day after it reached its age. */
    private static final Duration ABORT_PERIOD = Duration.ofDays(1);
    private static final Duration RECOUNT_PERIOD = Duration.ofHours(1);
    /** A process that has just started has other things to do. */
    private static final Duration RECOUNT_DELAY = Duration.ofMinutes(10);

    private final Stores stores;
    private final Lifecycles lifecycles;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    private interface Work {
        void run() throws IOException;
    }

    Sweeps(Stores stores, Lifecycles lifecycles, Clock clock, ThreadFactory threads) {
        this.stores = stores;
        this.lifecycles = lifecycles;
        this.clock = clock;
        this.timer = Executors.newScheduledThreadPool(KINDS, threads);
    }

    /** @param failed what the log says if a run fails */
    private void every(Duration period, Duration delay, String failed, Work work) {
        Runnable once = () -> {
            try {
                work.run();
            } catch (IOException | RuntimeException e) {
                LOG.error(failed, e);
            }
        };
        timer.scheduleWithFixedDelay(once, delay.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * An embedded engine has one process: promises that stand in it before this one writes were left by a process that is gone.
     *
     * @param removing held while blobs are removed
     * @param rest how long after a deletion bytes are removed
     */
    void reclaim(BlobStore blobs, boolean embedded, Lock removing, Supplier<Duration> rest) {
        ReclaimSweep sweep = new ReclaimSweep(
                stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), blobs, clock, rest);
        if (embedded) {
            sweep.abandonAll();
        }
        Runnable sweeping = embedded
                ? () -> sweep.run()
                : () -> sweep.run(clock.millis() - ReclaimSweep.PENDING_BY_OTHERS.toMillis());
        every(PERIOD, Duration.ofSeconds(1), "the sweep failed; the next takes up its work", () -> {
            removing.lock();
            try {
                sweeping.run();
            } finally {
                removing.unlock();
            }
        });
    }

    void expire(Duration interval) {
        LifecycleSweep sweep = new LifecycleSweep(
                stores.lifecycles(), stores.buckets(), lifecycles, stores.objects(), stores.expiry(), stores.uploads(), clock);
        Duration delay = interval.compareTo(PERIOD) < 0 ? interval : PERIOD;
        every(interval, delay, "lifecycle rules were not carried out; the next run takes them up", sweep::run);
    }

    void abort(Duration age) {
        OldUploadSweep sweep = new OldUploadSweep(stores, lifecycles, age, clock);
        every(ABORT_PERIOD, PERIOD, "old uploads were not aborted; the next run takes them up",
                () -> sweep.run(ABORT_PERIOD, Duration.ZERO));
    }

    void flush(Duration interval) {
        timer.scheduleWithFixedDelay(this::flush, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void recount() {
        UsageRecount recount = new UsageRecount(stores, clock);
        every(RECOUNT_PERIOD, RECOUNT_DELAY, "buckets were not recounted; the next run takes them up",
                () -> recount.run(RECOUNT_PERIOD));
    }

    void scrub(ScrubRounds rounds) {
        every(PERIOD, PERIOD, "what is stored was not read; the next run goes on", () -> rounds.run(PERIOD));
    }

    private void flush() {
        try {
            stores.meter().flush();
        } catch (RuntimeException e) {
            LOG.warn("counts were not written; the next flush tries again", e);
        }
    }

    /** Ends what is running, and writes counts down. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(ReclaimSweep.REST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }
}
