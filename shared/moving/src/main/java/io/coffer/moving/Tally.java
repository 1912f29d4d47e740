package io.coffer.moving;

import java.util.concurrent.atomic.LongAdder;

/** What an import has done so far. Threads add to it, and others may read it meanwhile. */
public final class Tally {

    private final LongAdder copied = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder there = new LongAdder();
    private final LongAdder kept = new LongAdder();
    private final LongAdder otherEtags = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void addCopied(boolean withOtherEtag) {
        copied.increment();
        if (withOtherEtag) {
            otherEtags.increment();
        }
    }

    void addBytes(long count) {
        bytes.add(count);
    }

    void addThere(long count) {
        there.add(count);
    }

    void addKept() {
        kept.increment();
    }

    void addFailed() {
        failed.increment();
    }

    /** Objects, versions and delete markers that were copied. */
    public long copied() {
        return copied.sum();
    }

    /** Bytes that were read from the source. */
    public long bytes() {
        return bytes.sum();
    }

    /** Those that were at the target already. */
    public long there() {
        return there.sum();
    }

    /** Keys whose objects differ and are newer at the target: they were left alone. */
    public long kept() {
        return kept.sum();
    }

    /** Those of the copied ones whose ETag is not the source's. */
    public long otherEtags() {
        return otherEtags.sum();
    }

    /** Keys and buckets that could not be copied. */
    public long failed() {
        return failed.sum();
    }
}
