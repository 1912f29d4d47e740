package io.coffer.metadata.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of one key: how they hide and show each other. */
class ObjectVersionsTest extends VersionedKeyTest {

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
    void aDeleteMarkerInABucketThatIsGoneIsRefused() {
        versioning(Versioning.ENABLED);
        Bucket read = bucket();
        buckets.delete(read).orElseThrow();

        assertTrue(objects.delete(read, "key", null, ObjectCondition.NONE).isRefused(Refusal.NoBucket.class));
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
