package io.coffer.metadata.usage;

import java.util.concurrent.atomic.LongAdder;

/** A sum, and how much of it the tables have. Anybody adds; one thread writes. */
final class Counter {

    private final LongAdder counted = new LongAdder();
    /** Changed by the one thread that flushes. */
    private volatile long written;

    void add(long more) {
        counted.add(more);
    }

    long counted() {
        return counted.sum();
    }

    long written() {
        return written;
    }

    long pending() {
        return counted.sum() - written;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void wrote(long amount) {
        written += amount;
    }
}
