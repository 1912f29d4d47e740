package io.coffer.metadata.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of one key, written at a clock that stands still: their order must not hang on time. */
class ObjectVersionsTest {

    private static final ObjectCondition ALWAYS = ObjectCondition.NONE;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private OrderedTables tables;
    private BucketStore buckets;
    private ObjectStore objects;
    private VersionListing listing;
    private ReclaimQueue reclaim;

    @BeforeEach
    void open() {
        tables = new MemoryTables();
        AccountStore accounts = new AccountStore(tables, CLOCK);
        accounts.createIfAbsent("1", "one", Plan.PRO);
        buckets = new BucketStore(tables, accounts, CLOCK);
        buckets.create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        reclaim = new ReclaimQueue(tables, CLOCK);
        objects = Stores.over(tables, CLOCK).objects();
        listing = new VersionListing(tables, reclaim);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private Bucket bucket() {
        return buckets.find("bucket").orElseThrow();
    }

    private void versioning(Versioning state) {
        buckets.putVersioning(bucket(), state).orElseThrow();
    }

    private String put(String etag) {
        return objects.put(bucket(), "key", object(etag), ALWAYS, List.of()).orElseThrow().versionId();
    }

    private static ObjectRecord object(String etag) {
        return new ObjectRecord(etag, 1, CLOCK.millis(), Map.of(), Map.of(), null, new Content.Blob(Ids.random()), Ids.random(), "1",
                Map.of(), null, null);
    }

    private DeleteOutcome delete(String versionId) {
        return objects.delete(bucket(), "key", versionId, ObjectCondition.NONE).orElseThrow();
    }

    /** The current object's ETag, null for none. */
    private String current() {
        return objects.find(bucket(), "key").map(ObjectRecord::etag).orElse(null);
    }

    /** Every version of the key, newest first: {@code id=etag}, a delete marker's ETag being null. */
    private List<String> versions() {
        return listing.range(bucket()).read(null, true, null, 10).stream()
                .flatMap(keyed -> listing.versions(bucket(), keyed.key(), keyed.entry(), 100).stream())
                .map(ObjectVersionsTest::line)
                .toList();
    }

    private static String line(ObjectRecord version) {
        return version.versionId() + "=" + (version.isDeleteMarker() ? null : version.etag());
    }

    @Test
    void aBucketThatNeverKeptVersionsHasOne() {
        assertEquals("null", put("a"));
        put("b");
        assertEquals(List.of("null=b"), versions());
        assertEquals(new DeleteOutcome(null, false), delete(null));
        assertEquals(List.of(), versions());
    }

    @Test
    void whatWasThereBeforeIsTheNullVersion() {
        put("a");
        versioning(Versioning.ENABLED);
        String b = put("b");
        String c = put("c");
        assertEquals(List.of(c + "=c", b + "=b", "null=a"), versions());
        assertEquals("a", objects.find(bucket(), "key", "null").orElseThrow().etag());
        assertEquals("b", objects.find(bucket(), "key", b).orElseThrow().etag());
        assertEquals("c", objects.find(bucket(), "key", c).orElseThrow().etag());
    }

    @Test
    void aDeleteMarkerHidesAndItsRemovalShowsAgain() {
        versioning(Versioning.ENABLED);
        String a = put("a");
        DeleteOutcome hidden = delete(null);
        assertTrue(hidden.deleteMarker());
        assertEquals(List.of(hidden.versionId() + "=null", a + "=a"), versions());
        assertEquals(null, current());
        assertEquals(Optional.of(new Refusal.NoObject("key", Optional.of(hidden.versionId()))),
                objects.find(bucket(), "key", null).refusal());
        assertTrue(objects.find(bucket(), "key", hidden.versionId()).isRefused(Refusal.IsDeleteMarker.class));

        assertEquals(new DeleteOutcome(hidden.versionId(), true), delete(hidden.versionId()));
        assertEquals("a", current());
        assertEquals(List.of(a + "=a"), versions());
    }

    @Test
    void eachDeletionOfWhatIsHiddenMakesAMarker() {
        versioning(Versioning.ENABLED);
        String first = delete(null).versionId();
        String second = delete(null).versionId();
        assertEquals(List.of(second + "=null", first + "=null"), versions());
        delete(second);
        delete(first);
        assertEquals(List.of(), versions());
    }

    @Test
    void removingTheCurrentVersionShowsTheOneBefore() {
        versioning(Versioning.ENABLED);
        String a = put("a");
        String b = put("b");
        assertEquals(new DeleteOutcome(b, false), delete(b));
        assertEquals("a", current());
        delete(a);
        assertEquals(List.of(), versions());
        assertTrue(tables.query(Query.first(Table.VERSION_KEYS, bucket().id(), 1)).isEmpty());
    }

    @Test
    void suspendedThereIsOneNullVersion() {
        versioning(Versioning.ENABLED);
        String a = put("a");
        versioning(Versioning.SUSPENDED);
        assertEquals("null", put("b"));
        assertEquals("null", put("c"));
        assertEquals(List.of("null=c", a + "=a"), versions());
        assertEquals(new DeleteOutcome("null", true), delete(null));
        assertEquals(List.of("null=null", a + "=a"), versions());
        assertEquals("null", put("d"));
        assertEquals(List.of("null=d", a + "=a"), versions());
        versioning(Versioning.ENABLED);
        String e = put("e");
        versioning(Versioning.SUSPENDED);
        put("f");
        assertEquals(List.of("null=f", e + "=e", a + "=a"), versions());
    }

    @Test
    void removingWhatIsNotThereSucceeds() {
        versioning(Versioning.ENABLED);
        String a = put("a");
        delete(a);
        assertEquals(new DeleteOutcome(a, false), delete(a));
        assertEquals(new DeleteOutcome("null", false), delete("null"));
        for (String text : List.of("nonsense", "")) {
            assertEquals(Optional.of(new Refusal.NotAVersionId(text)),
                    objects.delete(bucket(), "key", text, ObjectCondition.NONE).refusal());
        }
    }

    @Test
    void preconditionsLookAtTheCurrentVersion() {
        versioning(Versioning.ENABLED);
        String a = put("a");
        delete(null);
        assertEquals(Optional.of(new Refusal.ConditionFailed(Optional.empty())),
                objects.put(bucket(), "key", object("b"), Optional::isPresent, List.of()).refusal());
        ObjectRecord b = objects.put(bucket(), "key", object("b"), Optional::isEmpty, List.of()).orElseThrow();
        assertEquals(Optional.of(new Refusal.ConditionFailed(Optional.of(b))),
                objects.put(bucket(), "key", object("c"), Optional::isEmpty, List.of()).refusal());
        assertEquals("a", objects.find(bucket(), "key", a).orElseThrow().etag());
    }

    @Test
    void aBucketWithVersionsAloneIsNotEmpty() {
        versioning(Versioning.ENABLED);
        String a = put("a");
        String marker = delete(null).versionId();
        assertTrue(buckets.delete(buckets.find("bucket").orElseThrow()).isRefused(Refusal.BucketNotEmpty.class));
        delete(a);
        delete(marker);
        buckets.delete(buckets.find("bucket").orElseThrow()).orElseThrow();
        assertFalse(buckets.find("bucket").isPresent());
    }

    @Test
    void aVersionCanBeSharedOntoItsOwnKey() {
        versioning(Versioning.ENABLED);
        String a = put("a");
        put("b");
        ObjectRecord source = objects.find(bucket(), "key", a).orElseThrow();
        ObjectRecord copy = objects.share(bucket(), "key", source, bucket(), "key", another(source), ALWAYS).orElseThrow();
        assertEquals("a", current());
        assertEquals(3, versions().size());
        assertFalse(copy.versionId().equals(a));
        versioning(Versioning.SUSPENDED);
        put("null");
        ObjectRecord nullVersion = objects.find(bucket(), "key", "null").orElseThrow();
        objects.share(bucket(), "key", nullVersion, bucket(), "key", another(nullVersion), ALWAYS).orElseThrow();
        assertEquals("null", current());
        assertEquals(4, versions().size());
    }

    /** Another holder of the same bytes. */
    private static ObjectRecord another(ObjectRecord source) {
        return source.withBytes(source.content(), Ids.random(), source.etag(), source.checksum(), null);
    }

    /** As a copy of an object onto itself is that writes its bytes anew. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWriteInPlaceOfItsSourceDoesNotUndoAnother(boolean versions) {
        if (versions) {
            versioning(Versioning.ENABLED);
        }
        put("a");
        ObjectRecord before = objects.find(bucket(), "key").orElseThrow();
        put("b");
        ObjectRecord source = objects.find(bucket(), "key").orElseThrow();
        objects.putWhile(bucket(), "key", source, bucket(), "key", object("b again"), ALWAYS, List.of()).orElseThrow();
        assertEquals("b again", current());
        if (!versions) {
            assertTrue(objects.putWhile(bucket(), "key", before, bucket(), "key", object("a again"), ALWAYS, List.of())
                    .isRefused(Refusal.ObjectChanged.class));
            assertEquals("b again", current());
        }
    }

    @Test
    void tagsChangeInPlace() {
        versioning(Versioning.ENABLED);
        String a = put("a");
        String b = put("b");
        ObjectRecord old = objects.find(bucket(), "key", a).orElseThrow();
        objects.replaceRecord(bucket(), "key", old, old.withTags(Map.of("k", "v")), ALWAYS).orElseThrow();
        assertEquals(Map.of("k", "v"), objects.find(bucket(), "key", a).orElseThrow().tags());
        assertEquals(List.of(b + "=b", a + "=a"), versions());
    }

    /** Each removal moves other versions between the tables while their own removals look for them. */
    @Test
    void versionsRemovedAtTheSameTimeAreAllRemoved() throws Exception {
        versioning(Versioning.ENABLED);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 200; round++) {
                List<Callable<DeleteOutcome>> removals = Stream.of(put("before"), put("current"))
                        .map(id -> (Callable<DeleteOutcome>) () -> delete(id))
                        .toList();
                for (Future<DeleteOutcome> removal : executor.invokeAll(removals)) {
                    removal.get();
                }
                assertEquals(List.of(), versions(), "round " + round);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** A client that empties a bucket removes each page of a listing before it asks for what is behind it. */
    @Test
    void whatIsOlderIsFoundBehindVersionsRemovedSince() {
        put("null");
        versioning(Versioning.ENABLED);
        String a = put("a");
        String marker = delete(null).versionId();
        String b = put("b");
        String c = put("c");
        assertEquals(List.of(b + "=b", marker + "=null", a + "=a", "null=null"), behind(c, false));
        assertEquals(List.of(marker + "=null", a + "=a", "null=null"), behind(b, false));
        delete(c);
        assertEquals(List.of(b + "=b", marker + "=null", a + "=a", "null=null"), behind(c, true));
        delete(b);
        assertEquals(List.of(marker + "=null", a + "=a", "null=null"), behind(b, true));
        assertEquals(List.of(a + "=a", "null=null"), behind(marker, false));
        delete(marker);
        delete(a);
        assertEquals(List.of("null=null"), behind(a, true));
        assertEquals(List.of(), behind("null", false));
        String d = put("d");
        assertEquals(List.of(), behind("null", false));
        delete("null");
        assertEquals(List.of(d + "=d"), behind("null", true));
    }

    private List<String> behind(String versionId, boolean fromLatest) {
        VersionListing.Older older = listing.behind(bucket(), "key", versionId, 10).orElseThrow();
        assertEquals(fromLatest, older.fromLatest());
        return older.versions().stream().map(ObjectVersionsTest::line).toList();
    }

    /** Writers read a key's items one after the other: none may act on a mixture of before and after another's commit. */
    @ParameterizedTest
    @EnumSource(Versioning.class)
    void writersAtTheSameTimeLeaveOneOrder(Versioning state) throws Exception {
        versioning(state);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                String latest = put("before");
                List<Callable<Object>> writers = List.of(
                        () -> put("a"), () -> delete(null), () -> delete(delete(null).versionId()), () -> delete(latest));
                for (Future<Object> writer : executor.invokeAll(writers)) {
                    writer.get();
                }
                List<String> ids = versions().stream().map(line -> line.substring(0, line.indexOf('='))).toList();
                assertEquals(ids.stream().distinct().toList(), ids, "round " + round);
                boolean hidden = versions().isEmpty() || versions().get(0).endsWith("=null");
                assertEquals(hidden, current() == null, "round " + round + ": " + versions());
                ids.forEach(this::delete);
                assertEquals(List.of(), versions(), "round " + round);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** A version that stays is found by its id, whatever happens to the ones before and after it. */
    @Test
    void aVersionIsFoundWhileOthersComeAndGo() throws Exception {
        versioning(Versioning.ENABLED);
        String stays = put("stays");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> writer = executor.submit(() -> IntStream.range(0, 200).forEach(i -> delete(put("e" + i))));
            while (!writer.isDone()) {
                assertEquals("stays", objects.find(bucket(), "key", stays).orElseThrow().etag());
                assertTrue(versions().contains(stays + "=stays"));
            }
            writer.get();
        } finally {
            executor.shutdownNow();
        }
    }

    /** Random writes, deletions, removals and changes of state, held against a plain list of versions. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behavesLikeAList(long seed) {
        Random random = new Random(seed);
        List<String> model = new ArrayList<>();
        Versioning state = null;
        for (int step = 0; step < 300; step++) {
            int choice = random.nextInt(20);
            if (choice == 0) {
                state = random.nextBoolean() ? Versioning.ENABLED : Versioning.SUSPENDED;
                versioning(state);
            } else if (choice < 9) {
                String etag = "e" + step;
                String id = put(etag);
                if (state != Versioning.ENABLED) {
                    model.removeIf(line -> line.startsWith("null="));
                }
                model.add(0, id + "=" + etag);
            } else if (choice < 13) {
                String id = delete(null).versionId();
                if (state != Versioning.ENABLED) {
                    model.removeIf(line -> line.startsWith("null="));
                }
                if (state != null) {
                    model.add(0, id + "=null");
                }
            } else if (!model.isEmpty()) {
                String line = model.remove(random.nextInt(Math.min(3, model.size())));
                delete(line.substring(0, line.indexOf('=')));
            }
            assertEquals(model, versions(), "seed " + seed + ", step " + step);
            String first = model.isEmpty() ? "=null" : model.get(0);
            assertEquals(first.substring(first.indexOf('=') + 1), String.valueOf(current()));
        }
    }
}
