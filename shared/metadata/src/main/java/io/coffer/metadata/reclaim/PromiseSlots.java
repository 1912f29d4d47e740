package io.coffer.metadata.reclaim;

import io.coffer.metadata.Moments;
import io.coffer.metadata.Moments.Moment;
import io.coffer.metadata.reclaim.PendingBlob.Slot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The items in which a process keeps its promises, where others share the tables. A promise whose blob has become an object's is not taken
 * back: the next one of the process takes its place. So there is an item for each write that is under way at a time, and what a process
 * leaves that dies is one item for each. Thread-safe.
 */
final class PromiseSlots {

    /** A small part of what the sweep waits before it looks for what became of a promise. */
    private static final Duration LIFE = Duration.ofHours(1);

    private final Moments moments;
    private final ConcurrentLinkedDeque<PendingBlob> free = new ConcurrentLinkedDeque<>();

    PromiseSlots(Moments moments) {
        this.moments = moments;
    }

    Slot begin() {
        return new Slot(moments.now());
    }

    /** A promise whose place may be taken. */
    Optional<PendingBlob> take() {
        for (PendingBlob next = free.poll(); next != null; next = free.poll()) {
            if (isFresh(next)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** Whether the sweep is sure not to have looked at the promise when a commit that begins now has ended. */
    boolean isFresh(PendingBlob pending) {
        Moment begun = pending.slot().map(Slot::begun).orElseThrow();
        return moments.isWithin(LIFE, begun);
    }

    void give(PendingBlob pending) {
        if (isFresh(pending)) {
            free.push(pending);
        }
    }
}
