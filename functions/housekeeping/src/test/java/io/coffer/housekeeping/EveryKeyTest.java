package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.objects.KeyWalk.Keyed;
import io.coffer.metadata.objects.KeyWalk.Range;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A walk loses what lies in a damaged block, and little beside it. */
class EveryKeyTest {

    private final TreeSet<String> keys = new TreeSet<>();
    private final List<String> taken = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    /** Keys in order, of which those in a block cannot be read. */
    private Range<String> withBlock(Set<String> block) {
        return (from, inclusive, to, limit) -> {
            List<String> found = (from == null ? keys : keys.tailSet(from, inclusive)).stream()
                    .filter(key -> to == null || key.compareTo(to) < 0).limit(limit).toList();
            if (found.stream().anyMatch(block::contains)) {
                throw new UncheckedIOException(new IOException("block checksum mismatch"));
            }
            return found.stream().map(key -> new Keyed<>(key, key)).toList();
        };
    }

    private boolean walk(Set<String> block, String prefix, String after) {
        return new EveryKey<>(withBlock(block), Deadline.NONE, (key, why) -> gaps.add(key))
                .walk(prefix, after, keyed -> taken.add(keyed.key()));
    }

    @Test
    void everyKeyIsTakenOnceOverPages() {
        IntStream.range(0, 2500).forEach(i -> keys.add("key-%04d".formatted(i)));
        assertTrue(walk(Set.of(), "", null));
        assertEquals(List.copyOf(keys), taken);
        assertEquals(List.of(), gaps);
    }

    @Test
    void aWalkBeginsBehindAKeyAndEndsWithItsPrefix() {
        keys.addAll(List.of("a", "b-1", "b-2", "b-3", "c"));
        assertTrue(walk(Set.of(), "b-", "b-1"));
        assertEquals(List.of("b-2", "b-3"), taken);
    }

    @Test
    void whatLiesBehindADamagedBlockIsTaken() {
        IntStream.range(0, 300).forEach(i -> keys.add("key-%03d".formatted(i)));
        Set<String> block = Set.of("key-105", "key-106", "key-107");
        assertTrue(walk(block, "", null));
        assertEquals(List.of("key-104"), gaps);
        List<String> expected = new ArrayList<>(keys);
        // The walk goes on where the number's next digit begins.
        expected.removeIf(key -> key.compareTo("key-105") >= 0 && key.compareTo("key-11") < 0);
        assertEquals(expected, taken);
    }

    @Test
    void damageAtTheBeginningIsPassed() {
        keys.addAll(List.of("a", "b", "c"));
        assertTrue(walk(Set.of("a"), "", null));
        assertEquals(List.of("b", "c"), taken);
        assertEquals(List.of(""), gaps);
    }

    @Test
    void damageUpToTheEndEndsTheWalk() {
        keys.addAll(List.of("a", "b", "z"));
        assertTrue(walk(Set.of("z"), "", null));
        assertEquals(List.of("a", "b"), taken);
        assertEquals(List.of("b"), gaps);
    }

    @Test
    void aKeyThatIsNoRecordIsLeftOut() {
        keys.addAll(List.of("a", "b", "c"));
        assertTrue(new EveryKey<>(withBlock(Set.of()), Deadline.NONE, (key, why) -> gaps.add(key)).walk("", null, keyed -> {
            if (keyed.key().equals("b")) {
                throw new UncheckedIOException(new IOException("not JSON"));
            }
            return taken.add(keyed.key());
        }));
        assertEquals(List.of("a", "c"), taken);
        assertEquals(List.of("b"), gaps);
    }

    @Test
    void aWalkThatIsBrokenOffSaysSo() {
        keys.addAll(List.of("a", "b", "c"));
        assertFalse(new EveryKey<>(withBlock(Set.of()), Deadline.NONE, (key, why) -> gaps.add(key))
                .walk("", null, keyed -> taken.add(keyed.key()) && !keyed.key().equals("b")));
        assertEquals(List.of("a", "b"), taken);
    }
}
