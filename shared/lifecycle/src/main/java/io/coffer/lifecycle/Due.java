package io.coffer.lifecycle;

import java.time.Instant;

/** When a rule takes effect on something, and which rule that is. */
public record Due(Instant at, String ruleId) {

    public boolean isDue(Instant now) {
        return !at.isAfter(now);
    }
}
