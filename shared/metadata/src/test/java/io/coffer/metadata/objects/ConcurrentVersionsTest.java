package io.coffer.metadata.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.Versioning;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions of one key that several threads write, remove and list. */
class ConcurrentVersionsTest extends VersionedKeyTest {

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
}
