package io.coffer.metadata.objects;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a bucket's keys for one page of a listing. Without a delimiter a page is one query of one item more than it returns. With one, a
 * common prefix costs a query of a few items, however many keys it stands for: the walk goes on behind the prefix instead of reading
 * through it, and reads in small steps while it meets prefixes, in larger ones while it meets plain keys.
 *
 * @param <E> what stands under a key
 */
public final class KeyWalk<E> {

    /** One query: entries whose keys are in a range, in key order, at most {@code limit}; null bounds are open, {@code to} is exclusive. */
    public interface Range<E> {
        List<Keyed<E>> read(@Nullable String from, boolean fromInclusive, @Nullable String to, int limit);

        /** For the reads of one page, which have their end in common. */
        default Reader<E> reader(@Nullable String to) {
            return (from, fromInclusive, limit) -> read(from, fromInclusive, to, limit);
        }
    }

    /** {@link Range#read} up to one end, in ascending order. */
    public interface Reader<E> extends AutoCloseable {
        List<Keyed<E>> read(@Nullable String from, boolean fromInclusive, int limit);

        @Override
        default void close() {}
    }

    /** What a page shows: a key, or a common prefix. */
    public sealed interface Found<E> {
        String key();
    }

    /** A key with what stands under it. */
    public record Keyed<E>(String key, E entry) implements Found<E> {}

    /** What stands for all keys that begin with it. */
    public record CommonPrefix<E>(String key) implements Found<E> {}

    /** A page of a listing: keys and common prefixes in order. */
    public record Page<E>(List<Found<E>> found, boolean truncated) {

        /** Where the next page goes on; null for an empty page. */
        public @Nullable String last() {
            return found.isEmpty() ? null : found.get(found.size() - 1).key();
        }

        public List<Keyed<E>> entries() {
            List<Keyed<E>> entries = new ArrayList<>(found.size());
            for (Found<E> one : found) {
                if (one instanceof Keyed<E> keyed) {
                    entries.add(keyed);
                }
            }
            return entries;
        }

        public List<String> commonPrefixes() {
            return found.stream().filter(CommonPrefix.class::isInstance).map(Found::key).toList();
        }
    }

    private static final int FIRST_STEP = 32;
    private static final int SMALLEST_STEP = 2;
    private static final int STEP_FACTOR = 4;

    private final Range<E> range;
    private final String prefix;
    private final @Nullable String delimiter;
    private final int max;
    private final List<Found<E>> found = new ArrayList<>();

    /** Where the next query begins, null for the bucket's first key. */
    private @Nullable String from;

    private boolean fromInclusive = true;

    private KeyWalk(Range<E> range, String prefix, @Nullable String delimiter, int max) {
        this.range = range;
        this.prefix = prefix;
        this.delimiter = delimiter;
        this.max = max;
    }

    /**
     * @param prefix what the keys begin with, may be empty
     * @param delimiter null for none
     * @param after the key or common prefix behind which the page begins, null for the beginning; where it is inside a common prefix, S3
     *     does not return that prefix again
     * @param max the most keys and common prefixes together
     */
    public static <E> Page<E> page(Range<E> range, String prefix, @Nullable String delimiter, @Nullable String after, int max) {
        return new KeyWalk<>(range, prefix, delimiter, max).walk(after);
    }

    private Page<E> walk(@Nullable String after) {
        if (max == 0 || !begin(after)) {
            return new Page<>(List.of(), false);
        }
        String to = KeyOrder.afterPrefix(prefix);
        try (Reader<E> reader = range.reader(to)) {
            return walk(reader, to);
        }
    }

    private Page<E> walk(Reader<E> reader, @Nullable String to) {
        int step = delimiter == null ? max + 1 : Math.min(FIRST_STEP, max + 1);
        while (from == null || to == null || KeyOrder.compare(from, to) < 0) {
            List<Keyed<E>> read = reader.read(from, fromInclusive, step);
            int plain = 0;
            @Nullable String folded = null;
            for (Keyed<E> keyed : read) {
                if (folded != null && keyed.key().startsWith(folded)) {
                    continue;
                }
                if (found.size() == max) {
                    return new Page<>(found, true);
                }
                folded = commonPrefix(keyed.key(), prefix, delimiter);
                if (folded == null) {
                    plain++;
                }
                found.add(folded == null ? keyed : new CommonPrefix<>(folded));
            }
            if (read.size() < step || !goOnBehind(found.get(found.size() - 1).key(), folded)) {
                break;
            }
            step = nextStep(step, plain, read.size());
        }
        return new Page<>(found, false);
    }

    /** Moves to where the page begins; false if nothing can follow. */
    private boolean begin(@Nullable String after) {
        if (after == null || KeyOrder.compare(after, prefix) < 0) {
            from = prefix.isEmpty() ? null : prefix;
            return true;
        }
        return goOnBehind(after, commonPrefix(after, prefix, delimiter));
    }

    /** Moves behind a key, or behind the common prefix that stands for it; false if nothing can follow. */
    private boolean goOnBehind(String key, @Nullable String folded) {
        fromInclusive = folded != null;
        from = folded == null ? key : KeyOrder.afterPrefix(folded);
        return from != null;
    }

    private int nextStep(int step, int plain, int read) {
        int wanted = plain * 2 >= read ? step * STEP_FACTOR : Math.max(SMALLEST_STEP, step / STEP_FACTOR);
        return Math.min(wanted, max + 1 - found.size());
    }

    /**
     * What stands for a key in a listing: its part up to the first delimiter behind the prefix. Null if it stands for itself, or is not
     * listed.
     *
     * @param delimiter null for none
     */
    public static @Nullable String commonPrefix(String key, String prefix, @Nullable String delimiter) {
        if (delimiter == null || !key.startsWith(prefix)) {
            return null;
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? null : key.substring(0, at + delimiter.length());
    }
}
