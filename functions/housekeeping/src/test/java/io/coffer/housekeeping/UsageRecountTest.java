package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumType;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.Part;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Upload;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.usage.UsageStore.Recount;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts that went with their process are found again. */
class UsageRecountTest extends RecountTest {

    private static final ObjectCondition ALWAYS = ObjectCondition.NONE;
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @BeforeEach
    void open() {
        open(new MemoryTables());
    }

    private int recount() {
        return new UsageRecount(stores, clock).run(AN_HOUR);
    }

    @Test
    void whatWasLostIsFound() {
        put(stores, "bucket", "counted", 1);
        stores.meter().flush();
        put(process(), "bucket", "lost", 10);
        process().objects().delete(bucket("bucket"), "counted", null, ObjectCondition.NONE).orElseThrow();
        create("another");
        put(process(), "another", "lost", 7);

        assertEquals(2, recount());
        assertEquals(
                List.of(new BucketUsage("another", Amount.ofObjects(1, 7)), new BucketUsage("bucket", Amount.ofObjects(1, 10))), counted());
    }

    @Test
    void olderVersionsAreFoundAndDeleteMarkersAreNone() {
        stores.buckets().putVersioning(bucket("bucket"), Versioning.ENABLED).orElseThrow();
        for (int i = 0; i < 3; i++) {
            put(process(), "bucket", "key", 100);
        }
        process().objects().delete(bucket("bucket"), "key", null, ObjectCondition.NONE).orElseThrow();
        put(process(), "bucket", "other", 1);

        assertEquals(1, recount());
        assertEquals(List.of(new BucketUsage("bucket", Amount.ofObjects(4, 301))), counted());
    }

    private Upload begin(String key) {
        Upload upload = new Upload(key, Ids.ordered(clock.millis()), clock.millis(), Map.of(), Map.of(), null,
                ChecksumType.FULL_OBJECT, "1", "1", Map.of(), null, null);
        process().uploads().create(bucket("bucket"), upload).orElseThrow();
        return upload;
    }

    private void part(Upload upload, int number, int size) {
        PendingBlob pending = stores.reclaim().promise(Ids.random());
        process().uploads().putPart(
                bucket("bucket"), new UploadStore.Found(upload, () -> false),
                new Part(number, pending.blobId(), size, "etag", "sum", clock.millis()), pending, new byte[0]).orElseThrow();
    }

    @Test
    void partsOfUploadsInProgressAreFoundAndThoseOfUploadsThatEndedAreNone() {
        Upload first = begin("key");
        part(first, 1, 100);
        part(first, 2, 20);
        part(begin("key"), 1, 3);
        Upload ended = begin("other");
        part(ended, 1, 7000);
        process().uploads().abort(bucket("bucket"), "other", ended.uploadId()).orElseThrow();
        put(process(), "bucket", "key", 1000);

        assertEquals(1, recount());
        assertEquals(List.of(new BucketUsage("bucket", new Amount(1, 1123, 2))), counted());
    }

    @Test
    void aBucketIsRecountedOnceAWeek() {
        assertEquals(1, recount());
        put(process(), "bucket", "lost", 10);
        clock.advance(Duration.ofDays(7).minusMillis(1));
        assertEquals(0, recount());
        assertEquals(List.of(new BucketUsage("bucket", Amount.ofObjects(0, 0))), counted());

        clock.advance(Duration.ofMillis(1));
        assertEquals(1, recount());
        assertEquals(List.of(new BucketUsage("bucket", Amount.ofObjects(1, 10))), counted());
    }

    @Test
    void whatIsCountedMeanwhileIsNotOverwritten() {
        long now = clock.millis();
        Recount recount = stores.usage().begin(bucket("bucket"), 0, now).orElseThrow();
        put(stores, "bucket", "key", 10);
        stores.meter().flush();

        assertEquals(false, stores.usage().end(recount, Amount.NOTHING));
        assertEquals(List.of(new BucketUsage("bucket", Amount.ofObjects(1, 10))), counted());
    }

    /** A function's sandbox may be frozen for minutes with counts that it has not written. */
    @Test
    void whatWasSeenIsNotCountedAgain() {
        Stores frozen = process();
        put(frozen, "bucket", "before", 10);
        clock.advance(Duration.ofSeconds(1));
        assertEquals(1, recount());
        frozen.meter().flush();
        assertEquals(List.of(new BucketUsage("bucket", Amount.ofObjects(1, 10))), counted());

        clock.advance(Duration.ofSeconds(1));
        put(frozen, "bucket", "after", 5);
        frozen.meter().flush();
        assertEquals(List.of(new BucketUsage("bucket", Amount.ofObjects(2, 15))), counted());
    }

    @Test
    void aBucketThatIsDeletedMeanwhileHasNoCounts() {
        Recount recount = stores.usage().begin(bucket("bucket"), 0, clock.millis()).orElseThrow();
        stores.buckets().delete(stores.buckets().find("bucket").orElseThrow()).orElseThrow();

        assertEquals(false, stores.usage().end(recount, Amount.NOTHING));
        assertEquals(List.of(), counted());
    }

    @Test
    void nothingIsBegunWhenTheTimeIsOver() {
        assertEquals(0, new UsageRecount(stores, clock).run(Duration.ofMillis(-1)));
        assertEquals(List.of(), counted());
    }

    /** The deadline is asked before each account and each bucket, and by each recount. */
    @Test
    void aRunThatIsShorterThanTheWalkKeepsNoBucketFromItsRecount() {
        List<String> names = new ArrayList<>();
        for (int account = 100; account < 110; account++) {
            stores.accounts().create("" + account, "many", Plan.PRO);
            for (int number = 0; number < account - 100; number++) {
                String name = "bucket-" + account + "-" + number;
                create(name, "" + account);
                put(process(), name, "lost", 1);
                names.add(name);
            }
        }

        int recounted = 0;
        for (int run = 0; run < names.size() && recounted <= names.size(); run++) {
            AtomicInteger asked = new AtomicInteger();
            recounted += new UsageRecount(process(), clock).run(() -> asked.incrementAndGet() > 15);
            clock.advance(AN_HOUR);
        }

        assertEquals(1 + names.size(), recounted);
        assertEquals(names, stores.accounts().ids("1", 20).stream()
                .flatMap(account -> stores.usage().of(account, LocalDate.EPOCH, LocalDate.EPOCH).buckets().stream())
                .filter(bucket -> bucket.held().equals(Amount.ofObjects(1, 1)))
                .map(BucketUsage::name)
                .toList());
    }

    @Test
    void aRunThatCameToTheEndOfTheWalkGoesOnAtItsBeginning() {
        for (int number = 0; number < 10; number++) {
            create("bucket-" + number);
        }
        AtomicInteger asked = new AtomicInteger();
        int first = new UsageRecount(stores, clock).run(() -> asked.incrementAndGet() > 15);
        clock.advance(Duration.ofDays(7));

        assertTrue(first > 0 && first < 11, () -> first + " of 11");
        assertEquals(11, recount());
    }
}
