package io.coffer.bench;

import java.util.Locale;

/** A function and what is asked of it. */
enum Measured {
    OBJECTS, LISTINGS;

    String function() {
        return name().toLowerCase(Locale.ROOT);
    }
}
