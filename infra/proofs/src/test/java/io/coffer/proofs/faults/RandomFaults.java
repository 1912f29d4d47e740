package io.coffer.proofs.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Faults by chance, and the clock by which calls take their time. Nobody waits. */
public final class RandomFaults extends Clock implements Faults {

    private static final int LONGEST_CALL_MILLIS = 200;
    private static final int LONGEST_READ = 16 << 10;

    private final Random random;
    private final AtomicLong millis = new AtomicLong(System.currentTimeMillis());
    private final AtomicLong failures = new AtomicLong();
    private volatile int failing;

    public RandomFaults(long seed) {
        random = new Random(seed);
    }

    /** From now on, so many of a thousand calls fail. */
    public void fail(int inThousand) {
        failing = inThousand;
    }

    /** How many calls have failed. */
    public long failures() {
        return failures.get();
    }

    public void advance(Duration time) {
        millis.addAndGet(time.toMillis());
    }

    @Override
    public void point() {
        millis.addAndGet(random.nextInt(LONGEST_CALL_MILLIS));
    }

    @Override
    public boolean fails() {
        boolean fails = random.nextInt(1000) < failing;
        if (fails) {
            failures.incrementAndGet();
        }
        return fails;
    }

    @Override
    public boolean isBusy() {
        return random.nextBoolean();
    }

    @Override
    public int some(int wanted) {
        return Math.min(wanted, 1 + random.nextInt(LONGEST_READ));
    }

    @Override
    public long millis() {
        return millis.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
