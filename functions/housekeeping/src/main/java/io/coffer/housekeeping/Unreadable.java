package io.coffer.housekeeping;

import java.io.UncheckedIOException;

/** How it is told that something cannot be read. */
final class Unreadable {

    private Unreadable() {}

    /** What the stores said. */
    static String reason(UncheckedIOException failure) {
        Throwable cause = failure.getCause();
        return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    }

    /** @param key the last one that was read; empty before the first */
    static String records(String key, UncheckedIOException failure) {
        return "records from '" + key + "' on cannot be read: " + reason(failure);
    }
}
