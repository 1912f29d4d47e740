package io.coffer.proofs.simulation;

import io.coffer.proofs.faults.Faults;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** What may happen at a call of a store. */
final class Chance implements Faults {

    /** The process dies: whatever it does from here on has no effect. */
    static final class Crash extends Error {

        private static final long serialVersionUID = 1;

        Crash() {
            super("the process died", null, false, false);
        }
    }

    /** {@code -Dcoffer.proofs.trace=true} tells the story of a seed, call by call. */
    private static final boolean TRACE = Boolean.getBoolean("coffer.proofs.trace");

    private static final Duration STANDSTILL = Duration.ofSeconds(90);

    private final Random random;
    private final Schedule schedule;
    private final SimulatedClock clock;
    private int failuresInThousand;
    private long crashAt = Long.MAX_VALUE;
    private long standstillAt = Long.MAX_VALUE;
    private boolean dead;

    Chance(Random random, Schedule schedule, SimulatedClock clock) {
        this.random = random;
        this.schedule = schedule;
        this.clock = clock;
    }

    void failures(int inThousand) {
        failuresInThousand = inThousand;
    }

    /** After so many more calls the machine stands still, longer than a process waits for one that deletes a bucket. */
    void standStillAfter(int calls) {
        standstillAt = schedule.steps() + calls;
    }

    /** The process dies after so many more calls. */
    void crashAfter(int calls) {
        crashAt = calls == Integer.MAX_VALUE ? Long.MAX_VALUE : schedule.steps() + calls;
    }

    boolean isDead() {
        return dead;
    }

    @Override
    public void tell(Supplier<String> what) {
        if (TRACE) {
            System.out.println(schedule.steps() + " " + schedule.name() + ": " + what.get());
        }
    }

    /** Others may go on while a task waits. */
    void pause(Duration duration) {
        for (long end = clock.millis() + duration.toMillis(); clock.millis() < end;) {
            point();
        }
    }

    @Override
    public void point() {
        clock.tick(random.nextInt(20));
        schedule.point();
        if (schedule.steps() >= standstillAt) {
            standstillAt = Long.MAX_VALUE;
            clock.advance(STANDSTILL);
            tell(() -> "stands still");
        }
        if (schedule.steps() >= crashAt) {
            dead = true;
        }
        if (dead) {
            tell(() -> "dies");
            throw new Crash();
        }
    }

    @Override
    public boolean fails() {
        return failuresInThousand > 0 && random.nextInt(1000) < failuresInThousand;
    }

    @Override
    public boolean isBusy() {
        return !random.nextBoolean();
    }

    @Override
    public int some(int wanted) {
        return Math.min(wanted, 11);
    }
}
