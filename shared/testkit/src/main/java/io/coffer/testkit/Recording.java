package io.coffer.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;

/** The calls answered from its beginning to its end. It costs every call some time while it lasts. */
public final class Recording<C> implements AutoCloseable {

    private final ConcurrentLinkedQueue<C> calls = new ConcurrentLinkedQueue<>();
    private final Set<Recording<C>> open;

    private Recording(Set<Recording<C>> open) {
        this.open = open;
        open.add(this);
    }

    /** What was answered so far. */
    public List<C> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        open.remove(this);
    }

    /** Those of one tap that are going on. */
    static final class All<C> {

        private final Set<Recording<C>> open = new CopyOnWriteArraySet<>();

        Recording<C> begin() {
            return new Recording<>(open);
        }

        boolean isEmpty() {
            return open.isEmpty();
        }

        void add(C call) {
            open.forEach(recording -> recording.calls.add(call));
        }
    }
}
