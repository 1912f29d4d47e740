package io.coffer.metadata;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much time has passed, by two clocks: the one on the wall, since the other may stand still while a sandbox is frozen; and the one that
 * nobody sets, since the first may be set back. The one by which more has passed counts. If the first was set back, any time may have
 * passed.
 */
public final class Moments {

    private final Clock clock;
    private final LongSupplier nanos;

    /** A point in time of this process. */
    public record Moment(long millis, long nanos) {}

    /** @param nanos of a clock that nobody sets */
    public Moments(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    public Moment now() {
        return new Moment(clock.millis(), nanos.getAsLong());
    }

    /** Whether less than so much time has passed for certain. */
    public boolean isWithin(Duration time, Moment since) {
        Moment now = now();
        long passed = now.millis - since.millis;
        return passed >= 0 && passed < time.toMillis() && now.nanos - since.nanos < time.toNanos();
    }
}
