package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.FileBlobStore;
import io.coffer.content.ContentReader;
import io.coffer.housekeeping.ScrubRounds.Kept;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.testkit.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything is read once in a period, over any number of runs. */
class ScrubRoundsTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration SLICE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final Memory memory = new Memory();
    private OrderedTables tables;
    private FileBlobStore blobs;
    private Stores stores;
    private Bucket bucket;
    private ScrubRounds rounds;

    private static final class Memory implements ScrubRounds.Memory {

        private Kept kept = Kept.NOTHING;

        @Override
        public Kept read() {
            return kept;
        }

        @Override
        public void write(Kept other) {
            kept = other;
        }
    }

    @BeforeEach
    void open() throws IOException {
        tables = new MemoryTables();
        blobs = FileBlobStore.open(directory.resolve("blobs"));
        stores = Stores.over(tables, clock);
        stores.accounts().createIfAbsent("1", "one", Plan.PRO);
        bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        ContentReader reader = new ContentReader(new SmallBlobs(tables), stores.manifests(), blobs);
        rounds = new ScrubRounds(stores, new Scrub(stores, reader), BlobCensus.ofTables(blobs, stores, Duration.ZERO, clock), memory,
                MONTH, clock);
    }

    @AfterEach
    void close() {
        blobs.close();
        tables.close();
    }

    private void put(String key, byte[] bytes, long size) {
        String id = Ids.random();
        ObjectRecord object = new ObjectRecord(
                "etag", size, 1, Map.of(), Map.of(), null, new Content.Small(id), Ids.random(), "1", Map.of(), null, null);
        stores.objects().put(bucket, key, object, current -> true, List.of(SmallBlobs.put(id, bytes))).orElseThrow();
    }

    @Test
    void aRoundIsReadAndTheNextBeginsAPeriodLater() throws IOException {
        put("whole", new byte[10], 10);
        put("cut", new byte[9], 10);
        assertTrue(rounds.last().isEmpty());

        rounds.run(SLICE);

        assertEquals(new ScrubRounds.Last(clock.millis(), 2, 0, 10, 1, 0), rounds.last().orElseThrow());
        put("new", new byte[10], 10);
        clock.advance(MONTH.minus(SLICE));
        rounds.run(SLICE);
        assertEquals(2, rounds.last().orElseThrow().objects());
        clock.advance(SLICE);
        rounds.run(SLICE);
        assertEquals(3, rounds.last().orElseThrow().objects());
    }

    @Test
    void aRoundGoesOnWhereTheRunBeforeEnded() throws IOException {
        put("a", new byte[10], 10);
        put("b", new byte[10], 10);
        rounds.run(Duration.ZERO);
        assertEquals("a", memory.kept.state().key());
        assertFalse(memory.kept.state().ended());
        rounds.run(Duration.ZERO);
        assertEquals("b", memory.kept.state().key());
        rounds.run(Duration.ZERO);
        assertEquals(2, rounds.last().orElseThrow().objects());
    }

    @Test
    void anOrphanIsCountedAtTheEndOfARound() throws IOException {
        blobs.write("orphan", new ByteArrayInputStream(new byte[10]), 10, () -> {});
        clock.advance(Duration.ofDays(20_000));
        rounds.run(SLICE);
        assertEquals(1, rounds.last().orElseThrow().orphans());
    }
}
