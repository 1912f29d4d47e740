package io.coffer.housekeeping;

import io.coffer.metadata.objects.KeyOrder;
import io.coffer.metadata.objects.KeyWalk.Keyed;
import io.coffer.metadata.objects.KeyWalk.Range;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through keys of a bucket in order: a query for each 1,000. What cannot be read is told and left out, and the rest goes on: a record
 * that is none, or a block of the tables that is damaged. Behind such a block the walk goes on at the next readable key that does not begin
 * as the last one did, so that some keys between are left out, too.
 */
final class EveryKey<E> {

    private static final int PAGE = 1000;
    private static final int LAST_OF_ONE_BYTE = 0x7f;

    private final Range<E> range;
    private final Deadline deadline;
    private final Gaps gaps;
    private final AtOnce atOnce;
    private final Consumer<String> reached;

    /** Told what is left out. */
    interface Gaps {

        /** @param key the last one that was read if it is not known which are left out; empty before the first */
        void unreadable(String key, UncheckedIOException why);
    }

    /** Takes what stands under a key. */
    interface Action<E> {

        /**
         * @return whether to go on
         * @throws UncheckedIOException if the key is to be left out
         */
        boolean take(Keyed<E> keyed);
    }

    /** @param deadline after which the walk breaks off; asked before each query */
    EveryKey(Range<E> range, Deadline deadline, Gaps gaps) {
        this(range, deadline, gaps, AtOnce.ONE, key -> { });
    }

    /**
     * @param atOnce how many keys of a query are taken at a time
     * @param reached told the last key of each query, when all up to it were taken
     */
    EveryKey(Range<E> range, Deadline deadline, Gaps gaps, AtOnce atOnce, Consumer<String> reached) {
        this.range = range;
        this.deadline = deadline;
        this.gaps = gaps;
        this.atOnce = atOnce;
        this.reached = reached;
    }

    /** Where the next query begins. */
    private record Start(@Nullable String from, boolean inclusive) {}

    /**
     * @param after the key behind which the walk begins; null for the beginning
     * @return false if it was broken off
     */
    boolean walk(String prefix, @Nullable String after, Action<E> action) {
        String to = KeyOrder.afterPrefix(prefix);
        Optional<Start> next = Optional.of(after == null ? new Start(prefix.isEmpty() ? null : prefix, true) : new Start(after, false));
        int limit = PAGE;
        while (next.isPresent()) {
            Start start = next.get();
            if (deadline.isOver()) {
                return false;
            }
            List<Keyed<E>> page;
            try {
                page = range.read(start.from, start.inclusive, to, limit);
            } catch (UncheckedIOException e) {
                if (limit > 1) {
                    // One by one up to the damage.
                    limit = 1;
                    continue;
                }
                gaps.unreadable(start.from == null ? "" : start.from, e);
                next = behindDamage(start.from == null ? "" : start.from, to);
                limit = PAGE;
                continue;
            }
            AtomicBoolean goesOn = new AtomicBoolean(true);
            atOnce.each(page, keyed -> {
                if (goesOn.get() && !take(keyed, action)) {
                    goesOn.set(false);
                }
            });
            if (!goesOn.get()) {
                return false;
            }
            if (!page.isEmpty()) {
                reached.accept(page.get(page.size() - 1).key());
            }
            next = page.size() < limit ? Optional.empty() : Optional.of(new Start(page.get(page.size() - 1).key(), false));
        }
        return true;
    }

    private boolean take(Keyed<E> keyed, Action<E> action) {
        try {
            return action.take(keyed);
        } catch (UncheckedIOException e) {
            gaps.unreadable(keyed.key(), e);
            return true;
        }
    }

    /** The nearest place from which can be read again. */
    private Optional<Start> behindDamage(String key, @Nullable String to) {
        for (int length = key.length(); length > 0; length--) {
            String next = KeyOrder.afterPrefix(key.substring(0, length));
            if (next != null && (to == null || KeyOrder.compare(next, to) < 0) && isReadable(next, to)) {
                return Optional.of(new Start(next, true));
            }
        }
        for (int first = key.isEmpty() ? 1 : key.charAt(0) + 1; first <= LAST_OF_ONE_BYTE; first++) {
            String next = Character.toString(first);
            if ((to == null || KeyOrder.compare(next, to) < 0) && isReadable(next, to)) {
                return Optional.of(new Start(next, true));
            }
        }
        return Optional.empty();
    }

    private boolean isReadable(String from, @Nullable String to) {
        try {
            range.read(from, true, to, 1);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
