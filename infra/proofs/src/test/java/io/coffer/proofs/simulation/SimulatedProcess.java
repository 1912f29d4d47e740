package io.coffer.proofs.simulation;

import io.coffer.housekeeping.ReclaimSweep;
import io.coffer.housekeeping.UsageRecount;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.buckets.BucketLeases;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.proofs.faults.Faults;
import io.coffer.proofs.faults.FaultyBlobs;
import io.coffer.proofs.faults.FaultyTables;
import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import io.coffer.proofs.wire.Installation;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** One process of an installation: everything of it is lost when it dies, except what is on the disk. */
final class SimulatedProcess {

    private final Chance chance;
    private final SimulatedClock clock;
    private final Installation installation;
    private final ReclaimSweep sweep;

    /**
     * @param lease how long it goes on with what it read of a bucket
     * @param waits whether changes of buckets wait that long
     */
    SimulatedProcess(Disk disk, Chance chance, SimulatedClock clock, Duration lease, boolean waits) {
        this.chance = chance;
        this.clock = clock;
        FaultyBlobs blobs = new FaultyBlobs(disk.blobs(), chance);
        BucketLeases leases = new BucketLeases(lease, clock, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()),
                waits ? chance::pause : time -> {});
        this.installation =
                Installation.over(Stores.over(new FaultyTables(disk.tables(), chance), leases, clock), blobs, new AtOnce(), clock);
        Stores stores = installation.stores();
        this.sweep = new ReclaimSweep(stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), blobs, clock,
                () -> ReclaimSweep.REST);
    }

    Chance chance() {
        return chance;
    }

    /** Writes down what was counted. */
    void flush() {
        installation.stores().meter().flush();
    }

    List<BucketUsage> countedOfBuckets() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return installation.stores().usage().of(Installation.ACCOUNT, today, today).buckets();
    }

    /** @return {@link Answer#LOST} if the process died meanwhile */
    Answer send(Call call) {
        chance.tell(() -> call.method() + " " + call.path() + "?" + call.query() + " " + call.headers());
        try {
            Answer answer = installation.send(call);
            chance.tell(() -> "answered " + answer);
            return chance.isDead() ? Answer.LOST : answer;
        } catch (Chance.Crash e) {
            return Answer.LOST;
        }
    }

    /** A run of the sweep, which may fail, as the next one takes up its work. */
    void sweep() {
        try {
            sweep.run();
        } catch (Faults.Broken | MetadataBusy | Chance.Crash e) {
            // The process logs it.
        }
    }

    /** What a process does that has the tables alone. */
    void abandonPromises() {
        sweep.abandonAll();
    }

    /** What housekeeping does beside processes that may be writing. */
    void sweepAfterOthers() {
        sweep.run(clock.millis() - ReclaimSweep.PENDING_BY_OTHERS.toMillis());
    }

    void recount() {
        new UsageRecount(installation.stores(), clock).run(Duration.ofHours(1));
    }

    /** Runs work where it is handed over. */
    private static final class AtOnce extends AbstractExecutorService {

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
