package io.coffer.proofs.simulation;

import io.coffer.housekeeping.ReclaimSweep;
import io.coffer.proofs.faults.FaultyTables;
import io.coffer.proofs.s3.Buckets;
import io.coffer.proofs.s3.Listings;
import io.coffer.proofs.s3.Objects;
import io.coffer.proofs.s3.Operation;
import io.coffer.proofs.s3.Step;
import io.coffer.proofs.s3.Step.Kind;
import io.coffer.proofs.s3.Step.Target;
import io.coffer.proofs.s3.Uploads;
import io.coffer.proofs.s3.World;
import io.coffer.proofs.s3.World.Bucket;
import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Rounds of requests by several clients at once, with failures of the stores and deaths of processes. After each round everything is read,
 * and all answers together must be those of some order of the requests. In the end everything is removed, and nothing may be left.
 */
final class Simulation {

    private static final Target TARGET = new Target("sim", Installation.PART);
    /** What can be said of one key at a time; listings are no snapshots, and several deletions are none together. */
    private static final List<Kind> TOGETHER = List.of(Kind.PUT, Kind.PUT, Kind.PUT_LARGE, Kind.PUT_IF, Kind.PUT_IF, Kind.GET, Kind.GET,
            Kind.RANGE, Kind.DELETE, Kind.DELETE_VERSION, Kind.GET_VERSION, Kind.COPY, Kind.COPY, Kind.COPY_ONTO_ITSELF,
            Kind.CREATE_UPLOAD, Kind.PUT_PART, Kind.PUT_OTHER_PART, Kind.COPY_PART, Kind.COMPLETE, Kind.COMPLETE, Kind.COMPLETE_IF,
            Kind.ABORT, Kind.PUT_TAGS, Kind.GET_TAGS, Kind.READ_IF);
    private static final List<Kind> BETWEEN = List.of(Kind.VERSIONING, Kind.CREATE_UPLOAD, Kind.PUT_PART, Kind.PUT_LARGE);
    private static final int ROUNDS = 4;

    private final Random random;
    private final Schedule schedule;
    private final SimulatedClock clock = new SimulatedClock();
    private final Disk disk = new Disk();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final boolean alone;
    private final boolean crashes;
    private final boolean waits;
    private final Duration lease;
    private final int failures;
    private final int keys;
    private final List<Kind> kinds;
    private Set<World> worlds = Set.of(World.EMPTY);
    private History history = new History();
    private int seeds;
    private boolean lostCounts;

    Simulation(long seed) {
        this(seed, true);
    }

    /** @param waits false for an installation whose changes of buckets do not wait for leases to end, which is a fault */
    Simulation(long seed, boolean waits) {
        this.waits = waits;
        SimulatedRandom.seed(seed);
        random = new Random(seed);
        schedule = new Schedule(random);
        alone = random.nextBoolean();
        crashes = random.nextInt(3) > 0;
        failures = random.nextInt(2) * random.nextInt(40);
        keys = 1 + random.nextInt(3);
        kinds = new ArrayList<>(TOGETHER);
        lease = alone ? Duration.ZERO : Duration.ofMillis(50 + random.nextInt(500));
        if (!waits || random.nextInt(4) == 0) {
            kinds.addAll(List.of(Kind.DELETE_BUCKET, Kind.CREATE_BUCKET, Kind.DELETE_BUCKET, Kind.CREATE_BUCKET));
        }
        Installation.openAccount(new FaultyTables(disk.tables(), chance()), clock);
        start();
    }

    private Chance chance() {
        return new Chance(random, schedule, clock);
    }

    private void start() {
        while (processes.size() < (alone ? 1 : 2)) {
            processes.add(new SimulatedProcess(disk, chance(), clock, lease, waits));
            if (alone) {
                processes.get(0).abandonPromises();
            }
        }
    }

    /** @return how many calls of stores there were */
    long run() {
        ask(new Buckets.Create(TARGET.bucket(0)));
        for (int i = 0; i < ROUNDS; i++) {
            for (int j = random.nextInt(4); j > 0; j--) {
                ask(step(BETWEEN));
            }
            look();
            round();
            look();
            clock.advance(random.nextBoolean() ? ReclaimSweep.REST.plusMinutes(1) : Duration.ofSeconds(90));
        }
        removeEverything();
        return schedule.steps();
    }

    private Operation step(List<Kind> among) {
        World world = worlds.iterator().next();
        Operation operation;
        do {
            operation = Step.random(random, among, 1, keys, ++seeds).operation(world, TARGET);
        } while (isCopyOfOlderVersion(world, operation));
        return operation;
    }

    /** A copy over its own key whose source may be an older version by the time it is written: the history takes it for one step. */
    private static boolean isCopyOfOlderVersion(World world, Operation operation) {
        return operation instanceof Objects.Copy copy
                && copy.source().equals(copy.key())
                && (copy.versionId() != null || world.bucket(copy.bucket())
                        .filter(bucket -> bucket.versioning() != World.Versioning.NEVER).isPresent());
    }

    /** Asks something while nothing else happens and nothing fails. */
    private void ask(Operation operation) {
        ask(processes.get(0), operation);
    }

    private void ask(SimulatedProcess process, Operation operation) {
        long began = history.now();
        Answer answer = process.send(operation.call());
        history.add(new History.Entry(operation, began, history.now(), answer));
    }

    private void round() {
        List<Runnable> tasks = new ArrayList<>();
        for (int client = 2 + random.nextInt(3); client > 0; client--) {
            SimulatedProcess process = processes.get(random.nextInt(processes.size()));
            List<Operation> operations = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                operations.add(step(kinds));
            }
            tasks.add(() -> operations.forEach(operation -> {
                if (!process.chance().isDead()) {
                    ask(process, operation);
                }
            }));
        }
        if (random.nextBoolean()) {
            tasks.add(processes.get(random.nextInt(processes.size()))::sweep);
        }
        processes.forEach(process -> process.chance().failures(failures));
        if (crashes && random.nextBoolean()) {
            lostCounts = true;
            processes.get(random.nextInt(processes.size())).chance().crashAfter(random.nextInt(60));
        }
        if (random.nextInt(3) == 0) {
            processes.get(random.nextInt(processes.size())).chance().standStillAfter(random.nextInt(60));
        }
        schedule.run(tasks);
        processes.forEach(process -> process.chance().failures(0));
        lostCounts |= failures > 0;
        processes.forEach(process -> process.chance().crashAfter(Integer.MAX_VALUE));
        processes.removeIf(process -> process.chance().isDead());
        start();
    }

    /** Reads everything, by which what was left open is known, and explains all that was answered. */
    private void look() {
        String name = TARGET.bucket(0);
        ask(new Listings.ListVersions(name, "", null, null, 1000));
        ask(new Uploads.ListAll(name, ""));
        for (int key = 0; key < keys; key++) {
            ask(Objects.Get.of(name, Step.KEYS.get(key)));
            ask(new Objects.GetTags(name, Step.KEYS.get(key), null));
        }
        explain();
        worlds.iterator().next().bucket(name).ifPresent(bucket -> bucket.uploads().forEach(
                (id, upload) -> ask(new Uploads.ListParts(name, upload.key(), id))));
        explain();
    }

    private void explain() {
        worlds = history.explain(worlds);
        history = new History();
    }

    private void removeEverything() {
        World world = worlds.iterator().next();
        Kept kept = new Kept(disk);
        sweepAll();
        kept.requireNoOrphans();
        processes.forEach(SimulatedProcess::flush);
        if (lostCounts) {
            clock.advance(Duration.ofDays(8));
            processes.get(0).recount();
        }
        kept.requireCounts(world, processes.get(0).countedOfBuckets());
        world.buckets().forEach((name, bucket) -> remove(name, bucket));
        explain();
        sweepAll();
        kept.requireNothing();
    }

    private void remove(String name, Bucket bucket) {
        bucket.keys().forEach((key, versions) -> versions.forEach(version -> {
            String id = bucket.versioning() == World.Versioning.NEVER ? null : version.id();
            ask(new Objects.Get("GET", name, key, id, null, null, null));
            ask(new Objects.Delete(name, key, id));
        }));
        bucket.uploads().forEach((id, upload) -> {
            ask(new Uploads.ListParts(name, upload.key(), id));
            ask(new Uploads.Abort(name, upload.key(), id));
        });
        ask(new Buckets.Delete(name));
    }

    private void sweepAll() {
        disk.blobs().removeUnfinished();
        clock.advance(ReclaimSweep.PENDING_BY_OTHERS.plusHours(1));
        processes.get(0).sweepAfterOthers();
        clock.advance(ReclaimSweep.REST.plusMinutes(1));
        processes.get(0).sweep();
    }
}
