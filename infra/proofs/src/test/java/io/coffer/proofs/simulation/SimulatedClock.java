package io.coffer.proofs.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes when the simulation says so. */
final class SimulatedClock extends Clock {

    private volatile long millis = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    void tick(int more) {
        millis += more;
    }

    void advance(Duration time) {
        millis += time.toMillis();
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
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
