package io.coffer.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What rules count. S3 adds the days to an object's creation and rounds up to the next midnight UTC (User Guide, Lifecycle configuration
 * elements); a day of another length, for tests, is not rounded.
 */
public record LifecycleDay(Duration length) {

    /** S3's day, which ends at midnight UTC. */
    public static final LifecycleDay CALENDAR = new LifecycleDay(Duration.ofDays(1));

    /** When something that began at {@code since} is so many days old. */
    public Instant after(Instant since, int days) {
        Instant end = since.plus(length.multipliedBy(days));
        if (!isOfCalendar()) {
            return end;
        }
        Instant midnight = end.truncatedTo(ChronoUnit.DAYS);
        return midnight.equals(end) ? end : midnight.plus(length);
    }

    /** The last time at which anything may have fallen due. */
    public Instant lastDue(Instant now) {
        return isOfCalendar() ? now.truncatedTo(ChronoUnit.DAYS) : now;
    }

    private boolean isOfCalendar() {
        return equals(CALENDAR);
    }
}
