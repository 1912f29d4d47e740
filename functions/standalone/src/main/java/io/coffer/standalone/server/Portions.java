package io.coffer.standalone.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each of many holds of a whole: three quarters at most, so that something is left for the others. Thread-safe. */
public final class Portions {

    private final int most;
    private final Map<String, Integer> held = new ConcurrentHashMap<>();

    public Portions(int whole) {
        most = whole / 4 * 3;
    }

    /** @return false if the holder has its portion already; else what it took is given back by {@link #leave} */
    public boolean take(String holder) {
        boolean[] taken = new boolean[1];
        held.compute(holder, (same, count) -> {
            int now = count == null ? 0 : count;
            taken[0] = now < most;
            return taken[0] ? Integer.valueOf(now + 1) : count;
        });
        return taken[0];
    }

    public void leave(String holder) {
        held.computeIfPresent(holder, (same, count) -> count == 1 ? null : count - 1);
    }
}
