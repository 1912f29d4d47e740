package io.coffer.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What was found somewhere, for a while after the moment it was asked for. What is not found is not remembered. Who changes something there
 * {@linkplain #forget forgets} it here; from then on nobody finds what it was before. Thread-safe.
 */
final class Remembered<T> {

    private static final int MOST = 10_000;

    private record Entry<T>(T value, long until) {}

    private final Duration length;
    private final Clock clock;
    private final Function<String, Optional<T>> source;
    private final Map<String, Entry<T>> entries = new ConcurrentHashMap<>();
    /** Counts {@link #forget}: what was being read meanwhile is too old to be remembered. */
    private volatile int generation;

    Remembered(Duration length, Clock clock, Function<String, Optional<T>> source) {
        this.length = length;
        this.clock = clock;
        this.source = source;
    }

    Optional<T> find(String id) {
        long now = clock.millis();
        Entry<T> known = entries.get(id);
        return known != null && known.until > now ? Optional.of(known.value) : read(id);
    }

    /** Whatever is remembered. */
    Optional<T> read(String id) {
        long now = clock.millis();
        int before = generation;
        Optional<T> found = source.apply(id);
        synchronized (this) {
            if (before == generation) {
                if (entries.size() >= MOST) {
                    entries.clear();
                }
                found.ifPresentOrElse(
                        value -> entries.put(id, new Entry<>(value, now + length.toMillis())), () -> entries.remove(id));
            }
        }
        return found;
    }

    synchronized void forget(Predicate<T> changed) {
        generation++;
        entries.values().removeIf(entry -> changed.test(entry.value));
    }
}
