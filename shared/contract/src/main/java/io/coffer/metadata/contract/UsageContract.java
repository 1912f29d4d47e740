package io.coffer.metadata.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumType;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Recounting;
import io.coffer.metadata.Upload;
import io.coffer.metadata.Usage;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.Usage.DayUsage;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.accounts.LastUsed;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import io.coffer.metadata.usage.RecountStep;
import io.coffer.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted, on every engine. Each test has an account of its own, so that engines may be shared. */
public abstract class UsageContract {

    private static final ObjectCondition ALWAYS = ObjectCondition.NONE;
    private static final ObjectCondition ANY = ObjectCondition.NONE;
    private static final LocalDate DAY = LocalDate.parse("2026-01-01");

    private final String account = "a-" + UUID.randomUUID();
    private final String name = "b-" + UUID.randomUUID();
    private final ManualClock clock = new ManualClock();
    private Stores stores;

    protected abstract OrderedTables tables();

    @BeforeEach
    void open() {
        stores = Stores.over(tables(), clock);
        stores.accounts().create(account, "one", Plan.PRO);
        create();
    }

    private void create() {
        stores.buckets().create(name, account, "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    private Bucket bucket() {
        return stores.buckets().find(name).orElseThrow();
    }

    private ObjectRecord object(int size) {
        return new ObjectRecord("etag", size, clock.millis(), Map.of(), Map.of(), null, new Content.Blob(Ids.random()), Ids.random(),
                account, Map.of(), null, null);
    }

    private void put(String key, int size) {
        stores.objects().put(bucket(), key, object(size), ALWAYS, List.of()).orElseThrow();
    }

    private void delete(String key, @Nullable String versionId) {
        stores.objects().delete(bucket(), key, versionId, ANY).orElseThrow();
    }

    private Usage used() {
        return stores.usage().of(account, DAY, DAY.plusDays(10));
    }

    private void assertHeld(long objects, long bytes) {
        stores.meter().flush();
        assertEquals(List.of(new BucketUsage(name, Amount.ofObjects(objects, bytes))), used().buckets());
    }

    @Test
    void anObjectCountsOnceHoweverOftenItIsReplaced() {
        put("key", 100);
        put("key", 30);
        put("other", 5);
        assertHeld(2, 35);

        delete("key", null);
        delete("key", null);
        assertHeld(1, 5);
    }

    @Test
    void aCopyCountsAndOtherTagsDoNot() {
        put("key", 100);
        ObjectRecord source = stores.objects().find(bucket(), "key").orElseThrow();
        ObjectRecord copy = source.withBytes(source.content(), Ids.random(), "etag", null, null);
        stores.objects().share(bucket(), "key", source, bucket(), "copy", copy, ALWAYS).orElseThrow();
        stores.objects().replaceRecord(bucket(), "copy", copy, copy.withTags(Map.of("a", "b")), ALWAYS).orElseThrow();

        assertHeld(2, 200);
    }

    @Test
    void versionsCountAndDeleteMarkersDoNot() {
        put("key", 1);
        stores.buckets().putVersioning(bucket(), Versioning.ENABLED).orElseThrow();
        put("key", 10);
        put("key", 100);
        delete("key", null);
        assertHeld(3, 111);

        stores.buckets().putVersioning(bucket(), Versioning.SUSPENDED).orElseThrow();
        put("key", 1000);
        assertHeld(3, 1110);
        delete("key", "null");
        assertHeld(2, 110);
    }

    /** Whatever is done to keys with versions, what is counted is what there is. */
    @Test
    void whatIsCountedIsWhatThereIs() {
        Random random = new Random(5);
        List<Versioning> states = List.of(Versioning.ENABLED, Versioning.SUSPENDED);
        for (int i = 0; i < 150; i++) {
            clock.advance(Duration.ofSeconds(1));
            String key = "key-" + random.nextInt(3);
            switch (random.nextInt(6)) {
                case 0 -> stores.buckets().putVersioning(bucket(), states.get(random.nextInt(2))).orElseThrow();
                case 1, 2, 3 -> put(key, random.nextInt(1000));
                case 4 -> delete(key, null);
                default -> versions(key).stream().skip(random.nextInt(2)).findFirst()
                        .ifPresent(version -> delete(key, version.versionId()));
            }
        }
        List<ObjectRecord> there = IntStream.range(0, 3).boxed()
                .flatMap(i -> versions("key-" + i).stream())
                .filter(version -> !version.isDeleteMarker())
                .toList();
        assertHeld(there.size(), there.stream().mapToLong(ObjectRecord::size).sum());
    }

    private List<ObjectRecord> versions(String key) {
        List<ObjectRecord> versions = new ArrayList<>();
        stores.expiry().history(bucket(), key, 1000).ifPresent(history -> {
            history.current().ifPresent(versions::add);
            history.versions().forEach(beside -> versions.add(beside.version()));
        });
        return versions;
    }

    @Test
    void whatExpiresIsNotHeldAnyMore() {
        put("key", 1);
        put("other", 10);
        ObjectRecord judged = stores.objects().find(bucket(), "key").orElseThrow();
        stores.expiry().expire(bucket(), "key", judged);
        stores.expiry().expire(bucket(), "key", judged);
        assertHeld(1, 10);
    }

    private Upload begin(String key) {
        Upload upload = new Upload(key, Ids.ordered(clock.millis()), clock.millis(), Map.of(), Map.of(), null,
                ChecksumType.FULL_OBJECT, account, account, Map.of(), null, Map.of());
        stores.uploads().create(bucket(), upload).orElseThrow();
        return upload;
    }

    private Part part(Upload upload, int number, int size) {
        PendingBlob pending = stores.reclaim().promise(Ids.random());
        Part part = new Part(number, pending.blobId(), size, "etag", "sum", clock.millis());
        stores.uploads().putPart(bucket(), new UploadStore.Found(upload, () -> false), part, pending, new byte[0]).orElseThrow();
        return part;
    }

    /** @param stored the parts as the completion has read them */
    private void complete(Upload upload, List<Part> stored, Part... used) {
        Content.Parts content = stores.manifests().write(upload.uploadId(), List.of(used));
        int size = (int) Stream.of(used).mapToLong(Part::size).sum();
        ObjectRecord object = object(size).withBytes(content, Ids.random(), "etag", null, null);
        stores.uploads().end(bucket(), upload.key(), upload.uploadId(), content, stored)
                .then(end -> stores.objects().complete(bucket(), upload.key(), object, ALWAYS, end))
                .orElseThrow();
    }

    /** Reclaims what is due as the sweep does, except for bytes, of which there are none. */
    private void settle() {
        clock.advance(Duration.ofMillis(1));
        for (ReclaimQueue.Entry entry : stores.reclaim().oldest(ReclaimQueue.Kind.DUE, clock.millis(), 100)) {
            if (entry.work() instanceof Reclaim.Upload ended && ended.givenBack() != null
                    && ended.givenBack().accountId().equals(account)) {
                List<Part> parts = stores.uploads().parts(ended.uploadId());
                stores.uploads().settle(entry, ended, parts);
                // A sweep that has read the same work.
                stores.uploads().settle(entry, ended, parts);
                if (!parts.isEmpty()) {
                    stores.uploads().deleteParts(ended.uploadId(), parts);
                }
            }
        }
    }

    private void assertHeld(long objects, long bytes, long uploads) {
        stores.meter().flush();
        assertEquals(List.of(new BucketUsage(name, new Amount(objects, bytes, uploads))), used().buckets());
    }

    @Test
    void partsCountWhenTheyAreStoredAndOnesThatAreReplacedNoMore() {
        Upload upload = begin("key");
        begin("key");
        part(upload, 1, 100);
        part(upload, 2, 20);
        assertHeld(0, 120, 2);
        part(upload, 1, 3);
        assertHeld(0, 23, 2);
    }

    @Test
    void anUploadThatIsAbortedGivesItsBytesBackAtOnceAndOnce() {
        Upload upload = begin("key");
        part(upload, 1, 100);
        part(upload, 2, 20);
        put("other", 5);
        stores.uploads().abort(bucket(), "key", upload.uploadId()).orElseThrow();
        assertHeld(1, 5, 0);
        settle();
        settle();
        assertHeld(1, 5, 0);
    }

    @Test
    void aCompletionCountsNoByteTwiceAndTheUnusedNoMore() {
        put("key", 7);
        Upload upload = begin("key");
        Part first = part(upload, 1, 100);
        part(upload, 2, 20);
        Part third = part(upload, 3, 3);
        complete(upload, stores.uploads().parts(upload.uploadId()), first, third);
        assertHeld(1, 103, 0);
        settle();
        assertHeld(1, 103, 0);
        delete("key", null);
        assertHeld(0, 0, 0);
    }

    /** A part's commit does not look whether the upload ends in between. */
    @Test
    void partsThatArriveWhileTheirUploadEndsAreCountedDownWithTheSweep() {
        Upload upload = begin("key");
        Part used = part(upload, 1, 100);
        part(upload, 2, 20);
        List<Part> read = stores.uploads().parts(upload.uploadId());
        part(upload, 2, 1);
        part(upload, 3, 3);
        complete(upload, read, used);
        settle();
        assertHeld(1, 100, 0);

        Upload shrunk = begin("other");
        part(shrunk, 1, 1000);
        read = stores.uploads().parts(shrunk.uploadId());
        part(shrunk, 1, 1);
        UploadStore.Ending ending = stores.uploads().end(bucket(), "other", shrunk.uploadId(), null, read).orElseThrow();
        tables().commit(ending.changes());
        stores.meter().count(bucket(), "other", ending.more());
        settle();
        assertHeld(1, 100, 0);
    }

    @Test
    void whatASweepSettlesOfABucketThatIsGoneIsNotCounted() {
        Upload upload = begin("key");
        part(upload, 1, 100);
        List<Part> read = stores.uploads().parts(upload.uploadId());
        part(upload, 2, 20);
        UploadStore.Ending ending = stores.uploads().end(bucket(), "key", upload.uploadId(), null, read).orElseThrow();
        tables().commit(ending.changes());
        stores.buckets().delete(stores.buckets().find(name).orElseThrow()).orElseThrow();
        create();
        put("key", 3);
        settle();
        assertHeld(1, 3, 0);
    }

    @Test
    void aBucketThatIsGoneHoldsNothing() {
        put("key", 7);
        stores.meter().flush();
        delete("key", null);
        stores.buckets().delete(stores.buckets().find(name).orElseThrow()).orElseThrow();
        assertEquals(List.of(), used().buckets());

        stores.meter().flush();
        assertEquals(List.of(), used().buckets());
    }

    @Test
    void whatWasCountedForABucketIsNotCountedForAnotherOfItsName() {
        put("key", 7);
        delete("key", null);
        put("key", 9);
        Stores other = Stores.over(tables(), clock);
        other.objects().delete(bucket(), "key", null, ANY).orElseThrow();
        other.buckets().delete(other.buckets().find(name).orElseThrow()).orElseThrow();
        create();
        other.objects().put(bucket(), "key", object(3), ALWAYS, List.of()).orElseThrow();
        other.meter().flush();

        assertHeld(1, 3);
    }

    private Recounting recount(Function<Bucket, Optional<RecountStep>> step) {
        return stores.buckets().recount(bucket(), step).orElseThrow();
    }

    /** A recount that goes from run to run, of a bucket in which everything except the first object was counted. */
    @Test
    void whatIsWrittenWhileARecountGoesOnCountsOnceOnBothSidesOfIt() {
        Stores early = Stores.over(tables(), clock);
        Stores late = Stores.over(tables(), clock);
        early.objects().put(bucket(), "a", object(1), ALWAYS, List.of()).orElseThrow();

        Recounting begun = recount(now -> stores.usage().begin(now, clock.millis()));
        assertEquals(new Recounting(clock.millis(), null, false), begun);
        Recounting half = recount(now -> stores.usage().passed(now, begun, "m", Amount.ofObjects(1, 1)));
        assertEquals(half, stores.usage().underWay(bucket()).orElseThrow());
        put("b", 10);
        put("x", 100);
        late.objects().put(bucket(), "c", object(1_000), ALWAYS, List.of()).orElseThrow();
        late.objects().put(bucket(), "y", object(10_000), ALWAYS, List.of()).orElseThrow();
        stores.meter().flush();
        recount(now -> stores.usage().end(now, half, Amount.ofObjects(2, 10_100)));
        assertTrue(stores.usage().underWay(bucket()).isEmpty());

        assertHeld(4, 10_111);
        put("d", 100_000);
        early.meter().flush();
        late.meter().flush();
        assertHeld(6, 111_111);
    }

    @Test
    void ofTwoWhoRecountABucketOneGoesOn() {
        put("a", 1);
        Recounting begun = recount(now -> stores.usage().begin(now, clock.millis()));
        assertTrue(stores.buckets().recount(bucket(), now -> stores.usage().begin(now, clock.millis() + 1)).isEmpty());
        recount(now -> stores.usage().passed(now, begun, "a", Amount.ofObjects(1, 1)));

        assertTrue(stores.buckets().recount(bucket(), now -> stores.usage().passed(now, begun, "a", Amount.ofObjects(1, 1))).isEmpty());
        assertTrue(stores.buckets().recount(bucket(), now -> stores.usage().end(now, begun, Amount.NOTHING)).isEmpty());
        assertHeld(1, 1);
    }

    @Test
    void aRecountThatWasGivenUpChangesNoCount() {
        put("a", 1);
        Recounting begun = recount(now -> stores.usage().begin(now, clock.millis()));
        recount(now -> stores.usage().passed(now, begun, "m", Amount.ofObjects(7, 7)));
        stores.usage().giveUp(bucket());
        put("b", 10);
        put("x", 100);

        assertTrue(stores.usage().underWay(bucket()).isEmpty());
        assertHeld(3, 111);
    }

    @Test
    void processesThatCountAtTheSameTimeLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> processes = IntStream.range(0, 4).<Callable<Void>>mapToObj(i -> () -> {
                Stores own = Stores.over(tables(), clock);
                for (int n = 0; n < 5; n++) {
                    own.meter().count(bucket(), "key", Amount.ofObjects(1, 10));
                    own.meter().request(account, "PutObject", 10, 1);
                    own.meter().flush();
                }
                return null;
            }).toList();
            for (Future<Void> process : threads.invokeAll(processes)) {
                process.get();
            }
        } finally {
            threads.shutdown();
        }
        assertHeld(20, 200);
        assertEquals(List.of(new DayUsage("2026-01-01", Map.of("PutObject", 20L), 200, 20)), used().days());
    }

    @Test
    void requestsAreCountedByDayAndOperation() {
        stores.meter().request(account, "PutObject", 100, 0);
        stores.meter().request(account, "GetObject", 0, 100);
        stores.meter().flush();
        stores.meter().request(account, "GetObject", 0, 50);
        clock.advance(Duration.ofDays(1));
        stores.meter().request(account, "GetObject", 0, 7);
        stores.meter().flush();

        DayUsage first = new DayUsage("2026-01-01", Map.of("PutObject", 1L, "GetObject", 2L), 100, 150);
        DayUsage second = new DayUsage("2026-01-02", Map.of("GetObject", 1L), 0, 7);
        assertEquals(List.of(first, second), used().days());
        assertEquals(List.of(first), stores.usage().of(account, DAY, DAY).days());
        assertEquals(List.of(second), stores.usage().of(account, DAY.plusDays(1), DAY.plusDays(1)).days());
        assertEquals(List.of(), stores.usage().of("another", DAY, DAY).days());
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenByTheNextFlush() {
        byte[] unreadable = "{".getBytes(StandardCharsets.UTF_8);
        tables().commit(List.of(new Change.Put(Table.USAGE, account, "day/2026-01-01", unreadable, Change.Condition.NONE)));
        put("key", 10);
        stores.meter().request(account, "PutObject", 10, 0);
        assertThrows(RuntimeException.class, () -> stores.meter().flush());
        assertEquals(List.of(new BucketUsage(name, Amount.ofObjects(1, 10))),
                stores.usage().of(account, DAY.plusDays(1), DAY.plusDays(1)).buckets());

        tables().commit(List.of(new Change.Delete(Table.USAGE, account, "day/2026-01-01", Change.Condition.NONE)));
        stores.meter().request(account, "PutObject", 10, 0);
        stores.meter().flush();
        assertEquals(List.of(new DayUsage("2026-01-01", Map.of("PutObject", 2L), 20, 0)), used().days());
        assertHeld(1, 10);
    }

    @Test
    void aFlushWaitsForItsTurn() {
        Duration period = Duration.ofSeconds(10);
        stores.meter().request(account, "HeadBucket", 0, 0);
        stores.meter().flushEvery(period);
        stores.meter().request(account, "HeadBucket", 0, 0);
        clock.advance(Duration.ofMillis(9_999));
        stores.meter().flushEvery(period);
        assertEquals(Map.of("HeadBucket", 1L), used().days().get(0).requests());

        clock.advance(Duration.ofMillis(1));
        stores.meter().flushEvery(period);
        assertEquals(Map.of("HeadBucket", 2L), used().days().get(0).requests());
    }

    @Test
    void theUseOfAKeyIsNotedOnceADay() {
        String key = "AKIA" + account;
        stores.meter().keyUsed(key, "s3", "us-east-1");
        stores.meter().flush();
        stores.meter().keyUsed(key, "iam", "us-east-1");
        stores.meter().flush();
        assertEquals(new LastUsed("2026-01-01", "s3", "us-east-1"), stores.keys().lastUsed(key).orElseThrow());

        clock.advance(Duration.ofDays(1));
        stores.meter().keyUsed(key, "iam", "us-east-1");
        stores.meter().flush();
        assertEquals(new LastUsed("2026-01-02", "iam", "us-east-1"), stores.keys().lastUsed(key).orElseThrow());
    }
}
