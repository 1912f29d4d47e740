package io.coffer.metadata.contract;

import static io.coffer.metadata.tables.Change.Condition.ABSENT;
import static io.coffer.metadata.tables.Change.Condition.NONE;
import static io.coffer.metadata.tables.Change.Condition.revision;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.RangeReader;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine behind {@link OrderedTables} must do. Each test has a partition of its own, so that engines may be shared. */
public abstract class OrderedTablesContract {

    /** In UTF-8 order, which is not the order of String: U+10000 stands behind U+FFFF. */
    private static final List<String> ORDERED = List.of(
            "\u0001", " ", "!", "%2F", "//", "/a", "A", "a", "a\u0001", "a b", "a/", "a/b", "a0", "aa", "b", "\u007f", "\u0080", "é",
            "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\ud800\udc00", "\ud83d\ude00", "\udbff\udfff");

    protected final String partition = "p-" + UUID.randomUUID();

    protected abstract OrderedTables tables();

    @Test
    void whatWasPutIsFoundUnderItsWholeAddressOnly() {
        put(partition, "key", "value");

        assertEquals("value", text(tables().get(Table.OBJECTS, partition, "key").orElseThrow()));
        assertTrue(tables().get(Table.UPLOADS, partition, "key").isEmpty());
        assertTrue(tables().get(Table.OBJECTS, partition, "ke").isEmpty());
        assertTrue(tables().get(Table.OBJECTS, partition + "k", "ey").isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void everyTableStoresAndLists(Table table) {
        tables().commit(List.of(new Change.Put(table, partition, "a", new byte[] {1}, ABSENT)));

        assertArrayEquals(new byte[] {1}, tables().get(table, partition, "a").orElseThrow().value());
        assertEquals(List.of("a"), sorts(Query.first(table, partition, 10)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023, 1_024, 65_536, 307_200})
    void valuesOfAnySizeComeBackWhole(int size) {
        byte[] value = new byte[size];
        new Random(size).nextBytes(value);
        for (Table table : List.of(Table.OBJECTS, Table.SMALL_BLOBS)) {
            tables().commit(List.of(new Change.Put(table, partition, "a", value, NONE)));
            assertArrayEquals(value, tables().get(table, partition, "a").orElseThrow().value());
            assertArrayEquals(value, tables().query(Query.first(table, partition, 1)).get(0).value());
        }
    }

    @Test
    void aPartitionIsInTheOrderOfItsKeysBytes() {
        List<String> shuffled = new ArrayList<>(ORDERED);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(sort -> put(partition, sort, sort));
        put(partition + "/", "a", "of a neighbour");
        put(partition.substring(0, partition.length() - 1), "b", "of a neighbour");

        assertEquals(ORDERED, sorts(Query.first(Table.OBJECTS, partition, 1_000)));
        assertEquals(reversed(ORDERED), sorts(new Query(Table.OBJECTS, partition, null, true, null, 1_000, true)));
        tables().query(Query.first(Table.OBJECTS, partition, 1_000)).forEach(item -> assertEquals(item.sort(), text(item)));
    }

    @Test
    void everyRangeOfKeysIsWhatItsBoundsSay() {
        ORDERED.forEach(sort -> put(partition, sort, "v"));
        List<String> bounds = new ArrayList<>(List.of("", "B", "a/", "é", "\ud83d\ude00", "\udbff\udfff", "\ud800\udc00"));
        bounds.add(null);

        for (String from : bounds) {
            for (String to : bounds) {
                for (boolean inclusive : new boolean[] {true, false}) {
                    List<String> expected = ORDERED.stream().filter(sort -> inRange(sort, from, inclusive, to)).toList();
                    for (int limit : new int[] {1, 3, 100}) {
                        assertEquals(first(limit, expected), sorts(new Query(Table.OBJECTS, partition, from, inclusive, to, limit, false)));
                        assertEquals(first(limit, reversed(expected)),
                                sorts(new Query(Table.OBJECTS, partition, from, inclusive, to, limit, true)));
                    }
                }
            }
        }
    }

    @Test
    void aReaderReadsWhatQueriesWould() {
        ORDERED.forEach(sort -> put(partition, sort, "v"));
        put(partition + "/", "a", "of a neighbour");

        for (String to : new String[] {null, "a/", "\ud83d\ude00"}) {
            try (RangeReader reader = tables().reader(Table.OBJECTS, partition, to)) {
                for (String from : new String[] {null, "", "B", "a/", "é", "\ud83d\ude00", "\udbff\udfff"}) {
                    for (boolean inclusive : new boolean[] {true, false}) {
                        assertEquals(sorts(new Query(Table.OBJECTS, partition, from, inclusive, to, 3, false)),
                                reader.read(from, inclusive, 3).stream().map(Item::sort).toList());
                    }
                }
            }
        }
        assertThrows(IllegalArgumentException.class, () -> tables().reader(Table.OBJECTS, "", null).read(null, true, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u07ff", "\uffff", "\udbff\udfff"})
    void keysAndBoundsMayBeAsLongAsTheyCome(String character) {
        String longest = fill(character, 1_024);
        String cut = longest.substring(0, longest.length() - 2 * character.length());
        List<String> keys = List.of(cut, longest).stream().distinct().toList();
        keys.forEach(sort -> put(partition, sort, "v"));
        String beyond = longest + "tail";

        assertEquals(keys, sorts(Query.first(Table.OBJECTS, partition, 10)));
        assertEquals(List.of(), sorts(Query.after(Table.OBJECTS, partition, longest, 10)));
        assertEquals(List.of(longest), sorts(Query.after(Table.OBJECTS, partition, cut, 10)));
        assertEquals(List.of(longest), sorts(new Query(Table.OBJECTS, partition, longest, true, beyond, 10, false)));
        assertEquals(List.of(), sorts(Query.after(Table.OBJECTS, partition, beyond, 10)));
        for (boolean descending : new boolean[] {false, true}) {
            assertEquals(keys.size(), sorts(new Query(Table.OBJECTS, partition, null, true, beyond, 10, descending)).size());
            assertEquals(keys.size(), sorts(new Query(Table.OBJECTS, partition, cut, true, beyond, 10, descending)).size());
            assertEquals(List.of(cut), sorts(new Query(Table.OBJECTS, partition, null, true, longest, 10, descending)));
        }
    }

    @Test
    void aQueryReturnsAllItsItemsHoweverMuchTheyWeigh() {
        byte[] heavy = new byte[300_000];
        List<String> keys = IntStream.range(0, 12).mapToObj("key-%02d"::formatted).toList();
        keys.forEach(sort -> tables().commit(List.of(new Change.Put(Table.MANIFESTS, partition, sort, heavy, NONE))));

        assertEquals(keys, sorts(Query.first(Table.MANIFESTS, partition, 12)));
        assertEquals(keys.subList(3, 12), sorts(Query.after(Table.MANIFESTS, partition, "key-02", 100)));
        assertEquals(reversed(keys).subList(0, 9), sorts(new Query(Table.MANIFESTS, partition, null, true, null, 9, true)));
    }

    @Test
    void nulInASortKeyIsKept() {
        List<String> keys = List.of("a", "a\0", "a\0b", "a\u0001", "b");
        keys.forEach(sort -> put(partition, sort, sort));

        assertEquals(keys, sorts(Query.first(Table.OBJECTS, partition, 10)));
        assertEquals("a\0b", text(tables().get(Table.OBJECTS, partition, "a\0b").orElseThrow()));
        assertEquals(keys.subList(2, 5), sorts(Query.after(Table.OBJECTS, partition, "a\0", 10)));
    }

    @Test
    void aPutThatWantsAbsenceIsRefusedOncePresent() {
        Change put = new Change.Put(Table.OBJECTS, partition, "a", bytes("1"), ABSENT);
        tables().commit(List.of(put));

        assertEquals(Set.of(0), conflict(put));
        tables().commit(List.of(new Change.Delete(Table.OBJECTS, partition, "a", NONE)));
        tables().commit(List.of(put));
    }

    @Test
    void aRevisionGuardsPutAndDeleteAndCheck() {
        String first = put(partition, "a", "1");
        String second = put(partition, "a", "2");

        assertEquals(Set.of(0), conflict(new Change.Put(Table.OBJECTS, partition, "a", bytes("3"), revision(first))));
        assertEquals(Set.of(0), conflict(new Change.Delete(Table.OBJECTS, partition, "a", revision(first))));
        assertEquals(Set.of(0), conflict(new Change.Check(Table.OBJECTS, partition, "a", revision(first))));
        assertEquals(Set.of(0), conflict(new Change.Check(Table.OBJECTS, partition, "a", ABSENT)));
        assertEquals(Set.of(0), conflict(new Change.Check(Table.OBJECTS, partition, "missing", revision(first))));
        assertEquals("2", text(tables().get(Table.OBJECTS, partition, "a").orElseThrow()));
        tables().commit(List.of(new Change.Check(Table.OBJECTS, partition, "missing", ABSENT)));
        tables().commit(List.of(new Change.Check(Table.OBJECTS, partition, "missing", NONE)));
        tables().commit(List.of(new Change.Check(Table.OBJECTS, partition, "a", revision(second))));
        tables().commit(List.of(new Change.Put(Table.OBJECTS, partition, "a", bytes("3"), revision(second))));
        String third = tables().get(Table.OBJECTS, partition, "a").orElseThrow().revision();
        tables().commit(List.of(new Change.Delete(Table.OBJECTS, partition, "a", revision(third))));
        assertTrue(tables().get(Table.OBJECTS, partition, "a").isEmpty());
    }

    @Test
    void aCommitTellsTheRevisionsOfWhatItPut() {
        Change only = new Change.Put(Table.OBJECTS, partition, "only", bytes("1"), ABSENT);
        List<String> one = tables().commit(List.of(only));
        List<String> two = tables().commit(List.of(
                new Change.Put(Table.OBJECTS, partition, "a", bytes("1"), ABSENT),
                new Change.Check(Table.BUCKETS, partition, "bucket", ABSENT),
                new Change.Delete(Table.OBJECTS, partition, "only", revision(one.get(0))),
                new Change.Put(Table.OBJECTS, partition, "b", bytes("1"), NONE)));

        assertEquals(2, two.size());
        assertEquals(two.get(0), tables().get(Table.OBJECTS, partition, "a").orElseThrow().revision());
        assertEquals(two.get(1), tables().get(Table.OBJECTS, partition, "b").orElseThrow().revision());
        assertEquals(List.of(), tables().commit(List.of(new Change.Delete(Table.OBJECTS, partition, "a", NONE))));
        assertEquals(List.of(), tables().commit(List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_096, 65_536})
    void dataIsReadWithItsItemAndListedWithout(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        for (byte[] value : List.of(bytes("value"), new byte[0], new byte[] {0, 3, 0, 0, 0, 0})) {
            tables().commit(List.of(new Change.Put(Table.OBJECTS, partition, "a", value, data, false, NONE),
                    new Change.Put(Table.OBJECTS, partition, "b", value, NONE)));

            Item item = tables().get(Table.OBJECTS, partition, "a").orElseThrow();
            assertArrayEquals(value, item.value());
            assertArrayEquals(data, item.data());
            Item other = tables().get(Table.OBJECTS, partition, "b").orElseThrow();
            assertArrayEquals(value, other.value());
            assertNull(other.data());
            List<Item> listed = tables().query(Query.first(Table.OBJECTS, partition, 2));
            listed.forEach(found -> assertArrayEquals(value, found.value()));
            listed.forEach(found -> assertNull(found.data()));
            assertEquals(item.revision(), listed.get(0).revision());
        }
        assertThrows(IllegalArgumentException.class,
                () -> tables().commit(List.of(new Change.Put(Table.BUCKETS, partition, "a", new byte[0], data, false, NONE))));
    }

    @Test
    void whatStandsAloneIsReplacedUnread() {
        Replaced first = tables().replace(lone("a", "1"));
        Item before = tables().get(Table.OBJECTS, partition, "a").orElseThrow();
        Replaced second = tables().replace(lone("a", "2"));
        Item after = tables().get(Table.OBJECTS, partition, "a").orElseThrow();
        Replaced removed = tables().replace(new Change.Delete(Table.OBJECTS, partition, "a", NONE));

        assertEquals(new Replaced(true, Optional.empty()), first);
        assertTrue(second.done());
        assertEquals("1", text(second.before().orElseThrow()));
        assertEquals(before.revision(), second.before().orElseThrow().revision());
        assertEquals("2", text(after));
        assertEquals("2", new String(after.data(), StandardCharsets.UTF_8));
        assertTrue(removed.done());
        assertEquals(after.revision(), removed.before().orElseThrow().revision());
        assertTrue(tables().get(Table.OBJECTS, partition, "a").isEmpty());
        assertEquals(new Replaced(true, Optional.empty()), tables().replace(new Change.Delete(Table.OBJECTS, partition, "a", NONE)));
    }

    @Test
    void whatDoesNotStandAloneIsToldAndStays() {
        tables().replace(lone("a", "1"));
        String alone = tables().get(Table.OBJECTS, partition, "a").orElseThrow().revision();
        tables().commit(List.of(new Change.Put(Table.OBJECTS, partition, "a", bytes("2"), bytes("data"), false, revision(alone))));
        put(partition, "b", "2");

        for (String sort : List.of("a", "b")) {
            String revision = tables().get(Table.OBJECTS, partition, sort).orElseThrow().revision();
            for (Change change : List.of(lone(sort, "3"), new Change.Delete(Table.OBJECTS, partition, sort, NONE))) {
                Replaced told = tables().replace(change);
                assertFalse(told.done());
                assertEquals("2", text(told.before().orElseThrow()));
                assertEquals(revision, told.before().orElseThrow().revision());
            }
            assertEquals(revision, tables().get(Table.OBJECTS, partition, sort).orElseThrow().revision());
        }
        assertThrows(IllegalArgumentException.class,
                () -> tables().replace(new Change.Put(Table.OBJECTS, partition, "a", bytes("3"), ABSENT)));
    }

    @Test
    void aReplacementCountsAsAChangeForConditions() {
        tables().replace(lone("a", "1"));
        String first = tables().get(Table.OBJECTS, partition, "a").orElseThrow().revision();
        tables().replace(lone("a", "2"));

        assertEquals(Set.of(0), conflict(new Change.Delete(Table.OBJECTS, partition, "a", revision(first))));
        assertEquals(Set.of(0), conflict(new Change.Put(Table.OBJECTS, partition, "a", bytes("3"), ABSENT)));
    }

    private Change lone(String sort, String text) {
        return new Change.Put(Table.OBJECTS, partition, sort, bytes(text), bytes(text), true, NONE);
    }

    @Test
    void aRevisionNeverComesBack() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            assertTrue(seen.add(put(partition, "a", "same")));
            if (i % 3 == 0) {
                tables().commit(List.of(new Change.Delete(Table.OBJECTS, partition, "a", NONE)));
            }
        }
        assertNotEquals(put(partition, "b", "same"), put(partition, "c", "same"));
    }

    @Test
    void deletingWhatIsNotThereIsNoError() {
        tables().commit(List.of(new Change.Delete(Table.OBJECTS, partition, "missing", NONE)));
        tables().commit(List.of(new Change.Delete(Table.OBJECTS, partition, "missing", ABSENT)));
        assertEquals(Set.of(0), conflict(new Change.Delete(Table.OBJECTS, partition, "missing", revision("0"))));
    }

    @Test
    void aCommitAppliesAllOrNothingAndNamesWhatFailed() {
        String old = put(partition, "old", "old");
        put(partition, "taken", "taken");

        assertEquals(Set.of(2, 4), conflict(
                new Change.Put(Table.OBJECTS, partition, "new", bytes("new"), ABSENT),
                new Change.Check(Table.OBJECTS, partition, "anything", NONE),
                new Change.Put(Table.OBJECTS, partition, "taken", bytes("mine"), ABSENT),
                new Change.Delete(Table.OBJECTS, partition, "old", revision(old)),
                new Change.Check(Table.BUCKETS, partition, "bucket", revision("gone")),
                new Change.Put(Table.SMALL_BLOBS, partition, "blob", bytes("blob"), NONE)));
        assertEquals(List.of("old", "taken"), sorts(Query.first(Table.OBJECTS, partition, 10)));
        assertTrue(tables().get(Table.SMALL_BLOBS, partition, "blob").isEmpty());

        tables().commit(List.of(
                new Change.Put(Table.OBJECTS, partition, "new", bytes("new"), ABSENT),
                new Change.Delete(Table.OBJECTS, partition, "old", revision(old)),
                new Change.Check(Table.BUCKETS, partition, "bucket", ABSENT),
                new Change.Put(Table.SMALL_BLOBS, partition, "blob", bytes("blob"), NONE)));
        assertEquals(List.of("new", "taken"), sorts(Query.first(Table.OBJECTS, partition, 10)));
        assertEquals("blob", text(tables().get(Table.SMALL_BLOBS, partition, "blob").orElseThrow()));
    }

    @Test
    void aCommitTakesAHundredChangesAndNoMore() {
        List<Change> hundred = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            hundred.add(new Change.Put(Table.PARTS, partition, "%05d".formatted(i), bytes("part"), ABSENT));
        }
        tables().commit(hundred);

        assertEquals(100, tables().query(Query.first(Table.PARTS, partition, 1_000)).size());
        assertEquals(IntStream.range(0, 100).boxed().collect(Collectors.toSet()), conflict(hundred.toArray(Change[]::new)));
        hundred.add(new Change.Delete(Table.PARTS, partition, "one more", NONE));
        assertThrows(IllegalArgumentException.class, () -> tables().commit(hundred));
        tables().commit(List.of());
    }

    @Test
    void whatBreaksALimitIsRefusedByAll() {
        assertIllegal("", "a", new byte[0]);
        assertIllegal("p".repeat(2_049), "a", new byte[0]);
        assertIllegal("p\0", "a", new byte[0]);
        assertIllegal(partition, "", new byte[0]);
        assertIllegal(partition, "é".repeat(513), new byte[0]);
        assertIllegal(partition, "lone \ud800 surrogate", new byte[0]);
        assertIllegal(partition, "a", new byte[400 * 1_024]);
        Change put = new Change.Put(Table.OBJECTS, partition, "twice", new byte[0], NONE);
        assertThrows(IllegalArgumentException.class, () -> tables().commit(List.of(put, put)));
        List<Change> heavy = IntStream.range(0, 14)
                .<Change>mapToObj(i -> new Change.Put(Table.OBJECTS, partition, "heavy-" + i, new byte[320_000], NONE)).toList();
        assertThrows(IllegalArgumentException.class, () -> tables().commit(heavy));
        assertThrows(IllegalArgumentException.class, () -> tables().query(Query.first(Table.OBJECTS, partition, 0)));
        assertThrows(IllegalArgumentException.class, () -> tables().query(Query.after(Table.OBJECTS, partition, "\udc00", 1)));

        tables().commit(List.of(new Change.Put(Table.OBJECTS, "q".repeat(2_048), "é".repeat(512), new byte[390_000], NONE)));
        assertTrue(tables().get(Table.OBJECTS, "q".repeat(2_048), "é".repeat(512)).isPresent());
    }

    @Test
    void incrementsFromManyThreadsLoseNone() throws Exception {
        int threads = 8;
        int increments = 25;
        put(partition, "count", "0");
        Callable<Void> incrementing = () -> {
            for (int i = 0; i < increments; i++) {
                increment();
            }
            return null;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> done : pool.invokeAll(Collections.nCopies(threads, incrementing))) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
        assertEquals(Integer.toString(threads * increments), text(tables().get(Table.OBJECTS, partition, "count").orElseThrow()));
        assertEquals(threads * increments, tables().query(Query.first(Table.HOLDERS, partition, 1_000)).size());
    }

    private void increment() {
        while (true) {
            Item item = tables().get(Table.OBJECTS, partition, "count").orElseThrow();
            int next = Integer.parseInt(text(item)) + 1;
            try {
                tables().commit(List.of(
                        new Change.Put(Table.OBJECTS, partition, "count", bytes(Integer.toString(next)), revision(item.revision())),
                        new Change.Put(Table.HOLDERS, partition, Integer.toString(next), new byte[0], ABSENT)));
                return;
            } catch (CommitConflict e) {
                assertTrue(e.failed().contains(0));
            }
        }
    }

    @Test
    void aProbeOfALivingEngineReturns() {
        tables().probe();
        assertFalse(tables().get(Table.ACCOUNTS, partition, "a").isPresent());
    }

    /** Puts and returns the revision. */
    protected final String put(String partition, String sort, String value) {
        tables().commit(List.of(new Change.Put(Table.OBJECTS, partition, sort, bytes(value), NONE)));
        return tables().get(Table.OBJECTS, partition, sort).orElseThrow().revision();
    }

    protected final List<String> sorts(Query query) {
        return tables().query(query).stream().map(Item::sort).toList();
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    protected static String text(Item item) {
        return new String(item.value(), StandardCharsets.UTF_8);
    }

    private Set<Integer> conflict(Change... changes) {
        return assertThrows(CommitConflict.class, () -> tables().commit(List.of(changes))).failed();
    }

    private void assertIllegal(String partition, String sort, byte[] value) {
        assertThrows(IllegalArgumentException.class,
                () -> tables().commit(List.of(new Change.Put(Table.OBJECTS, partition, sort, value, NONE))));
    }

    private static boolean inRange(String sort, String from, boolean inclusive, String to) {
        int toFrom = from == null ? 1 : Arrays.compareUnsigned(bytes(sort), bytes(from));
        return (inclusive ? toFrom >= 0 : toFrom > 0) && (to == null || Arrays.compareUnsigned(bytes(sort), bytes(to)) < 0);
    }

    private static List<String> first(int limit, List<String> list) {
        return list.subList(0, Math.min(limit, list.size()));
    }

    private static List<String> reversed(List<String> list) {
        List<String> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static String fill(String character, int bytes) {
        int times = bytes / bytes(character).length;
        return "x".repeat(bytes - times * bytes(character).length) + character.repeat(times);
    }
}
