package io.coffer.testkit.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** What a function's sandboxes wrote: the last lines of it, and each passed on under the function's name. */
final class FunctionLog {

    private static final int KEPT = 1000;

    private final String prefix;
    private final Consumer<String> sink;
    private final Deque<String> last = new ArrayDeque<>();

    FunctionLog(String function, Consumer<String> sink) {
        this.prefix = "[" + function + "] ";
        this.sink = sink;
    }

    void add(String line) {
        synchronized (last) {
            if (last.size() == KEPT) {
                last.removeFirst();
            }
            last.addLast(line);
        }
        sink.accept(prefix + line);
    }

    List<String> lines() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }
}
