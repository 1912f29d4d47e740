package io.coffer.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleDayTest {

    /** The first row is the User Guide's example. */
    @ParameterizedTest
    @CsvSource({
        "2014-01-15T10:30:00Z, 3, 2014-01-19T00:00:00Z",
        "2014-01-15T00:00:00Z, 3, 2014-01-18T00:00:00Z",
        "2014-01-15T00:00:00.001Z, 1, 2014-01-17T00:00:00Z",
        "2024-02-28T23:59:59Z, 1, 2024-03-01T00:00:00Z"
    })
    void aDayEndsAtTheNextMidnight(Instant since, int days, Instant due) {
        assertEquals(due, LifecycleDay.CALENDAR.after(since, days));
    }

    @Test
    void manyDaysAreStillATime() {
        Instant due = LifecycleDay.CALENDAR.after(Instant.EPOCH, Integer.MAX_VALUE);

        assertEquals(Integer.MAX_VALUE, Duration.between(Instant.EPOCH, due).toDays());
    }

    @Test
    void aShorterDayIsNotRounded() {
        LifecycleDay day = new LifecycleDay(Duration.ofSeconds(10));
        Instant since = Instant.parse("2014-01-15T10:30:01Z");

        assertEquals(since.plusSeconds(30), day.after(since, 3));
        assertEquals(since, day.lastDue(since));
    }

    @Test
    void nothingFallsDueBetweenMidnights() {
        assertEquals(Instant.parse("2014-01-15T00:00:00Z"), LifecycleDay.CALENDAR.lastDue(Instant.parse("2014-01-15T23:59:59Z")));
    }
}
