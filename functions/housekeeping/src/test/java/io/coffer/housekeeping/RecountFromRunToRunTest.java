package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumType;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Recounting;
import io.coffer.metadata.Upload;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import io.coffer.metadata.usage.RecountStep;
import io.coffer.pipeline.Lifecycles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Buckets of more keys than a run counts. A page is of 1,000 keys. */
class RecountFromRunToRunTest extends RecountTest {

    private static final int KEYS = 2_100;
    private static final int ALL = 100;

    @TempDir
    Path directory;

    private HookedTables tables;

    private enum Engine { MEMORY, EMBEDDED }

    /** Tables that tell of each query of objects before it is made. */
    private static final class HookedTables implements OrderedTables {

        private final OrderedTables inner;
        private Runnable beforePage = () -> { };
        private int pages;

        HookedTables(OrderedTables inner) {
            this.inner = inner;
        }

        @Override
        public List<Item> query(Query query) {
            if (query.table() == Table.OBJECTS && query.limit() > 1) {
                pages++;
                beforePage.run();
            }
            return inner.query(query);
        }

        @Override
        public Optional<Item> get(Table table, String partition, String sort) {
            return inner.get(table, partition, sort);
        }

        @Override
        public List<String> commit(List<Change> changes) {
            return inner.commit(changes);
        }

        @Override
        public Replaced replace(Change change) {
            return inner.replace(change);
        }

        @Override
        public int dataLimit() {
            return inner.dataLimit();
        }

        @Override
        public void probe() {
            inner.probe();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private void open(Engine engine) throws IOException {
        tables = new HookedTables(engine == Engine.MEMORY ? new MemoryTables() : EmbeddedTables.open(directory));
        open(tables);
    }

    private void delete(Stores process, String key) {
        process.objects().delete(bucket("bucket"), key, null, ObjectCondition.NONE).orElseThrow();
    }

    private static String key(int number) {
        return "key-%04d".formatted(number);
    }

    /** By a process that dies with its counts. */
    private void putUncounted(String name, int objects) {
        Stores dead = process();
        IntStream.range(0, objects).forEach(number -> put(dead, name, key(number), 10));
    }

    /** A run of a new process, whose time is over after so many pages of objects. */
    private int run(int pages) {
        int most = tables.pages + pages;
        return new UsageRecount(process(), clock).run(() -> tables.pages >= most);
    }

    /** The first run looks at the bucket at once, and sees that it is not done with that. */
    private void begin() {
        assertEquals(0, run(1));
        assertEquals(Optional.of(Optional.empty()), passed());
    }

    private Optional<Optional<String>> passed() {
        return stores.usage().underWay(bucket("bucket")).map(recounting -> Optional.ofNullable(recounting.counted()));
    }

    private Amount counted(String name) {
        return counted().stream()
                .filter(bucket -> bucket.name().equals(name)).map(BucketUsage::held).findFirst().orElse(Amount.NOTHING);
    }

    private Amount held() {
        Amount[] held = {Amount.NOTHING};
        assertTrue(new BucketContents(stores, bucket("bucket"), Deadline.NONE).visit(new BucketContents.Visitor() {

            @Override
            public void object(String key, ObjectRecord object) {
                held[0] = held[0].plus(object.isDeleteMarker() ? Amount.NOTHING : Amount.ofObjects(1, object.size()));
            }

            @Override
            public void upload(Upload upload, List<Part> parts) {
                held[0] = held[0].plus(new Amount(0, UploadStore.bytes(parts), 1));
            }
        }));
        return held[0];
    }

    @ParameterizedTest
    @EnumSource
    void aBucketThatTakesSeveralRunsIsCountedToItsEnd(Engine engine) throws IOException {
        open(engine);
        putUncounted("bucket", KEYS);
        begin();
        assertEquals(0, run(1));
        assertEquals(Optional.of(Optional.of(key(999))), passed());
        assertEquals(0, run(1));
        assertEquals(Optional.of(Optional.of(key(1_999))), passed());
        assertEquals(Amount.NOTHING, counted("bucket"));

        assertEquals(1, run(ALL));
        assertEquals(Amount.ofObjects(KEYS, KEYS * 10), counted("bucket"));
        assertEquals(4, tables.pages, "no page was read again, but for the first look");
        assertEquals(0, run(ALL));
        assertEquals(4, tables.pages, "it is not due");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenBetweenTheRunsCountsOnceOnBothSides(Engine engine) throws IOException {
        open(engine);
        putUncounted("bucket", KEYS);
        Stores early = process();
        Stores prompt = process();
        Stores late = process();
        put(early, "bucket", "key-0500a", 3);
        delete(early, key(1_200));
        begin();
        run(1);

        write(prompt, 0);
        write(late, 1);
        prompt.meter().flush();
        run(1);
        assertEquals(Optional.of(Optional.of(key(1_999))), passed());
        delete(prompt, key(1_500));
        put(prompt, "bucket", key(2_090), 6);
        put(late, "bucket", "key-1500a", 200);
        delete(late, key(2_091));
        prompt.meter().flush();
        assertEquals(1, run(ALL));

        delete(prompt, key(1_600));
        put(late, "bucket", "later", 7);
        List.of(early, prompt, late).forEach(process -> process.meter().flush());
        assertEquals(held(), counted("bucket"));
    }

    /** New keys, keys that go and keys that are replaced, all in the first page and all behind the second. */
    private void write(Stores process, int which) {
        put(process, "bucket", key(which) + "a", 1);
        delete(process, key(10 + which));
        put(process, "bucket", key(20 + which), 30);
        put(process, "bucket", key(2_000 + which) + "a", 5);
        delete(process, key(2_010 + which));
        put(process, "bucket", key(2_020 + which), 70);
    }

    private Upload upload(Stores process, String key) {
        Upload upload = new Upload(key, Ids.ordered(clock.millis()), clock.millis(), Map.of(), Map.of(), null,
                ChecksumType.FULL_OBJECT, "1", "1", Map.of(), null, null);
        process.uploads().create(bucket("bucket"), upload).orElseThrow();
        return upload;
    }

    private void part(Stores process, Upload upload, int number) {
        PendingBlob pending = stores.reclaim().promise(Ids.random());
        process.uploads().putPart(bucket("bucket"), new UploadStore.Found(upload, () -> false),
                new Part(number, pending.blobId(), 1_000, "etag", "sum", clock.millis()), pending, new byte[0]).orElseThrow();
    }

    /** What moves from one table to another stays on its side. */
    @Test
    void versionsAndPartsThatAreMadeBetweenTheRunsCountOnce() throws IOException {
        open(Engine.MEMORY);
        stores.buckets().putVersioning(bucket("bucket"), Versioning.ENABLED).orElseThrow();
        putUncounted("bucket", KEYS);
        Stores other = process();
        Upload first = upload(process(), key(3));
        Upload last = upload(process(), key(2_003));
        begin();
        run(1);
        for (int number : List.of(1, 2_001)) {
            put(other, "bucket", key(number), 40);
            put(other, "bucket", key(number), 50);
            delete(other, key(number + 1));
        }
        part(other, first, 1);
        part(other, last, 1);
        run(1);
        part(other, first, 2);
        part(other, last, 2);
        stores.uploads().abort(bucket("bucket"), key(3), first.uploadId()).orElseThrow();
        stores.meter().flush();

        assertEquals(1, run(ALL));
        other.meter().flush();
        assertEquals(held(), counted("bucket"));
        assertEquals(new Amount(KEYS + 4, KEYS * 10 + 180 + 2_000, 1), counted("bucket"));
    }

    @Test
    void aRecountThatDiesInAPieceGoesOnBehindTheLast() throws IOException {
        open(Engine.MEMORY);
        putUncounted("bucket", KEYS);
        Stores other = process();
        begin();
        run(1);
        int before = tables.pages;
        tables.beforePage = () -> {
            if (tables.pages == before + 2) {
                throw new IllegalStateException("the engine is gone");
            }
        };
        assertEquals(0, run(ALL));
        assertEquals(Optional.of(Optional.of(key(999))), passed());
        tables.beforePage = () -> { };
        delete(other, key(500));
        delete(other, key(1_500));
        other.meter().flush();

        assertEquals(1, run(ALL));
        assertEquals(Amount.ofObjects(KEYS - 2, (KEYS - 2) * 10), counted("bucket"));
    }

    @Test
    void aBucketThatIsDeletedAndMadeAgainBetweenTheRunsIsCountedAnew() throws IOException {
        open(Engine.MEMORY);
        putUncounted("bucket", KEYS);
        Stores other = process();
        begin();
        run(1);
        IntStream.range(0, KEYS).forEach(number -> delete(other, key(number)));
        stores.buckets().delete(bucket("bucket")).orElseThrow();
        create("bucket");
        putUncounted("bucket", 3);
        other.meter().flush();
        assertEquals(Amount.NOTHING, counted("bucket"));

        assertEquals(1, run(ALL));
        assertEquals(Amount.ofObjects(3, 30), counted("bucket"));
    }

    /** An earlier version wrote the bucket's record, or its counts, or a backup of one of the two was restored. */
    @Test
    void aRecountThatTheBucketsRecordDoesNotSpeakOfBeginsAnew() throws IOException {
        open(Engine.MEMORY);
        putUncounted("bucket", KEYS);
        begin();
        run(1);
        Recounting other = new Recounting(1, "a", false);
        stores.buckets().recount(bucket("bucket"), now -> Optional.of(new RecountStep(other,
                new Change.Check(Table.USAGE, "1", "bucket/bucket", Change.Condition.NONE)))).orElseThrow();
        assertEquals(Optional.empty(), passed());

        assertEquals(1, run(ALL));
        assertEquals(Amount.ofObjects(KEYS, KEYS * 10), counted("bucket"));
    }

    /** Sweeps go through buckets as they were made, whose records speak of no recount. */
    @Test
    void whatOldUploadsHadIsGivenBackAfterARecount() throws IOException {
        open(Engine.MEMORY);
        part(stores, upload(stores, "key"), 1);
        stores.buckets().recount(bucket("bucket"), now -> stores.usage().begin(now, clock.millis())).orElseThrow();
        assertEquals(1, run(ALL));
        assertEquals(new Amount(0, 1_000, 1), counted("bucket"));

        clock.advance(Duration.ofDays(8));
        Stores sweeping = process();
        Lifecycles lifecycles = new Lifecycles(sweeping.configurations(), LifecycleDay.CALENDAR);
        assertEquals(1, new OldUploadSweep(sweeping, lifecycles, Duration.ofDays(7), clock).run(Duration.ofHours(1), Duration.ZERO));
        sweeping.meter().flush();
        assertEquals(Amount.NOTHING, counted("bucket"));
    }

    @Test
    void whatCannotBeReadEndsARecountForAWeekAndChangesNoCount() throws IOException {
        open(Engine.MEMORY);
        putUncounted("bucket", KEYS);
        begin();
        run(1);
        tables.commit(List.of(new Change.Put(
                Table.OBJECTS, bucket("bucket").id(), "key-1500a", new byte[] {'{'}, Change.Condition.NONE)));
        assertEquals(0, run(ALL));
        assertEquals(Optional.empty(), passed());
        int pages = tables.pages;
        assertEquals(0, run(ALL));
        assertEquals(pages, tables.pages, "it is not due");

        put(stores, "bucket", key(KEYS), 1);
        stores.meter().flush();
        assertEquals(Amount.ofObjects(1, 1), counted("bucket"));
        tables.commit(List.of(new Change.Delete(Table.OBJECTS, bucket("bucket").id(), "key-1500a", Change.Condition.NONE)));
        clock.advance(Duration.ofDays(8));
        assertEquals(1, run(ALL));
        assertEquals(held(), counted("bucket"));
    }

    @Test
    void aLargeBucketKeepsNoOtherWaiting() throws IOException {
        open(Engine.MEMORY);
        create("another");
        putUncounted("bucket", KEYS);
        putUncounted("another", 3);
        tables.beforePage = () -> clock.advance(Duration.ofSeconds(21));

        assertEquals(1, run(2));
        assertEquals(Amount.ofObjects(3, 30), counted("another"));
        assertTrue(passed().isPresent());
    }

    /** A look at once is not taken for right if counts are written meanwhile; there is another way then. */
    @Test
    void aBucketThatIsAlwaysWrittenToIsRecounted() throws IOException {
        open(Engine.MEMORY);
        putUncounted("bucket", 5);
        Stores other = process();
        tables.beforePage = () -> {
            put(other, "bucket", "new-" + tables.pages, 1);
            other.meter().flush();
        };
        assertEquals(1, run(ALL));
        assertEquals(2, tables.pages);
        assertEquals(Amount.ofObjects(7, 52), counted("bucket"));
    }
}
