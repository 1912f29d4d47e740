package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.FileBlobStore;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Table;
import io.coffer.pipeline.Lifecycles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each kind of work gets of a run, however much there is of the others. */
class HousekeepingRunTest extends SweptBucketTest {

    private static final Duration A_RUN = Duration.ofSeconds(290);
    /** More pages than runs: if each question for the time takes a second, a run has none left after a page. */
    private static final int TOO_MANY = 3_100;

    @TempDir
    Path directory;

    private final List<Double> ages = new ArrayList<>();
    private FileBlobStore blobs;

    @BeforeEach
    void openBlobs() throws IOException {
        blobs = FileBlobStore.open(directory);
    }

    @AfterEach
    void closeBlobs() {
        blobs.close();
    }

    private void run() {
        Stores stores = Stores.over(tables, clock);
        new HousekeepingRun(stores, blobs, new Lifecycles(configurations, LifecycleDay.CALENDAR), Duration.ofDays(7), clock,
                AtOnce.ONE, (at, seconds) -> ages.add(seconds)).run(A_RUN);
    }

    /** A blob that nothing points to, which waits in the queue. */
    private String doomed() throws IOException {
        String id = Ids.random();
        blobs.write(id, new ByteArrayInputStream(new byte[1]), 1, () -> { });
        Stores stores = Stores.over(tables, clock);
        stores.reclaim().refuse(stores.reclaim().promise(id));
        return id;
    }

    private List<BucketUsage> counted() {
        return Stores.over(tables, clock).usage().of("1", LocalDate.EPOCH, LocalDate.EPOCH).buckets();
    }

    @Test
    void lifecycleWorkThatNeverEndsKeepsNothingElseFromItsPart() throws IOException {
        Bucket uncounted = create("uncounted");
        put(uncounted, "key", 7, Map.of());
        for (int i = 0; i < TOO_MANY; i++) {
            put("key-" + i);
        }
        rules(under("", ONE_DAY));
        clock.now = DAY_1;
        clock.whenAsked = () -> clock.now = clock.now.plusSeconds(1);

        for (int run = 0; run < 3; run++) {
            String id = doomed();
            clock.now = DAY_1.plus(Duration.ofDays(1 + run));
            run();

            assertNotNull(index.page(null, 1).get(0).progress(), "there is work left");
            assertTrue(blobs.beginningWith(id).isEmpty());
            assertEquals(1 + run, ages.size());
            assertEquals(0, ages.get(run));
            assertTrue(counted().contains(new BucketUsage("uncounted", Amount.ofObjects(1, 7))), () -> counted().toString());
        }
        assertFalse(keys().isEmpty());
    }

    @Test
    void aKindOfWorkThatFailsKeepsNoOtherFromItsPartAndTheRunFails() {
        rules(under("", ONE_DAY));
        put("key");
        tables.commit(List.of(new Change.Put(Table.RECLAIM, "pending-0", Ids.time(0), new byte[] {1}, Change.Condition.NONE)));
        clock.now = DAY_1;

        assertThrows(UncheckedIOException.class, this::run);

        assertEquals(List.of(), keys());
        assertEquals(1, ages.size());
    }
}
