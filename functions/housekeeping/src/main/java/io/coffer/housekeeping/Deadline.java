package io.coffer.housekeeping;

import java.time.Clock;
import java.time.Duration;

/** Until when new work is begun. */
interface Deadline {

    /** Until the thread is interrupted. */
    Deadline NONE = () -> Thread.currentThread().isInterrupted();

    boolean isOver();

    /** This long from now on, and not longer than until the thread is interrupted. */
    static Deadline in(Duration time, Clock clock) {
        long end = clock.millis() + time.toMillis();
        return () -> clock.millis() >= end || NONE.isOver();
    }
}
