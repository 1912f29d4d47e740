package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumType;
import io.coffer.lifecycle.KeptLifecycle;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.lifecycle.LifecycleValidation;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Amount;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Part;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Upload;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.Lifecycles;
import io.coffer.protocol.xml.LifecycleConfiguration;
import io.coffer.protocol.xml.S3Xml;
import io.coffer.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which uploads get too old, on the embedded engine; the clock moves when a test says so. */
class OldUploadSweepTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock();
    private OrderedTables tables;
    private Stores stores;

    @BeforeEach
    void open() {
        tables = new MemoryTables();
        stores = Stores.over(tables, clock);
        stores.accounts().create("1", "one", Plan.PRO);
        create("bucket");
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private void create(String name) {
        create(name, "1");
    }

    private void create(String name, String account) {
        stores.buckets().create(name, account, "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    private Bucket bucket(String name) {
        return stores.buckets().find(name).orElseThrow();
    }

    private Upload begin(String name, String key) {
        Upload upload = new Upload(key, Ids.ordered(clock.millis()), clock.millis(), Map.of(), Map.of(), null,
                ChecksumType.FULL_OBJECT, "1", "1", Map.of(), null, null);
        stores.uploads().create(bucket(name), upload).orElseThrow();
        return upload;
    }

    private boolean isThere(String name, Upload upload) {
        return stores.uploads().find(bucket(name), upload.key(), upload.uploadId()).isPresent();
    }

    private void rule(String name, String status, String prefix, int days) {
        configure(name, ("<LifecycleConfiguration><Rule><Status>%s</Status><Filter><Prefix>%s</Prefix></Filter>"
                + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>%d</DaysAfterInitiation></AbortIncompleteMultipartUpload>"
                + "</Rule></LifecycleConfiguration>").formatted(status, prefix, days));
    }

    private void configure(String name, String xml) {
        LifecycleConfiguration given = S3Xml.read(xml.getBytes(StandardCharsets.UTF_8), LifecycleConfiguration.class);
        put(name, new KeptLifecycle(LifecycleValidation.require(given), "all_storage_classes_128K").write());
    }

    private void put(String name, byte[] kept) {
        stores.configurations().put(bucket(name), BucketConfiguration.LIFECYCLE, kept, List.of(LifecycleIndex.enter(name))).orElseThrow();
    }

    private OldUploadSweep sweep(Duration age) {
        return new OldUploadSweep(stores, new Lifecycles(stores.configurations(), LifecycleDay.CALENDAR), age, clock);
    }

    private int sweep() {
        return sweep(WEEK).run(AN_HOUR, Duration.ZERO);
    }

    @Test
    void noUploadStaysForMoreThanItsDaysInABucketWithoutRules() {
        Upload old = begin("bucket", "key");
        clock.advance(Duration.ofMillis(1));
        Upload younger = begin("bucket", "key");
        clock.advance(WEEK.minusMillis(2));
        assertEquals(0, sweep());

        clock.advance(Duration.ofMillis(1));
        assertEquals(1, sweep());
        assertTrue(!isThere("bucket", old) && isThere("bucket", younger));
        clock.advance(Duration.ofMillis(1));
        assertEquals(1, sweep());
        assertEquals(0, sweep());
        stores.buckets().delete(stores.buckets().find("bucket").orElseThrow()).orElseThrow();
    }

    @Test
    void whatAnOldUploadHadIsGivenBack() {
        Upload old = begin("bucket", "key");
        PendingBlob pending = stores.reclaim().promise(Ids.random());
        stores.uploads().putPart(bucket("bucket"), new UploadStore.Found(old, () -> false),
                new Part(1, pending.blobId(), 1000, "etag", "sum", 1), pending, new byte[0]).orElseThrow();
        begin("bucket", "other");
        stores.meter().flush();
        clock.advance(WEEK);
        assertEquals(2, sweep());
        stores.meter().flush();
        assertEquals(List.of(new BucketUsage("bucket", Amount.NOTHING)),
                stores.usage().of("1", LocalDate.EPOCH, LocalDate.EPOCH).buckets());
    }

    @Test
    void noUploadIsTooOldWhereTheAgeIsNone() {
        begin("bucket", "key");
        clock.advance(Duration.ofDays(10_000));
        assertEquals(0, sweep(Duration.ZERO).run(AN_HOUR, Duration.ZERO));
    }

    @Test
    void aRuleOfTheBucketHoldsAlsoWhereItWaitsLonger() {
        rule("bucket", "Enabled", "slow/", 30);
        Upload slow = begin("bucket", "slow/key");
        Upload other = begin("bucket", "key");
        clock.advance(Duration.ofDays(40));
        assertEquals(1, sweep());
        assertTrue(isThere("bucket", slow) && !isThere("bucket", other));

        rule("bucket", "Disabled", "slow/", 30);
        assertEquals(1, sweep());
    }

    @Test
    void moreUploadsThanAPageAreAborted() {
        for (int i = 0; i < 1_001; i++) {
            begin("bucket", "key");
            begin("bucket", "key-" + i);
        }
        clock.advance(WEEK);
        assertEquals(2_002, sweep());
        stores.buckets().delete(stores.buckets().find("bucket").orElseThrow()).orElseThrow();
    }

    @Test
    void aBucketThatFailsDoesNotKeepTheOthers() {
        create("a-broken");
        put("a-broken", "no rules".getBytes(StandardCharsets.UTF_8));
        begin("a-broken", "key");
        begin("bucket", "key");
        clock.advance(WEEK);
        assertEquals(1, sweep());
    }

    @Test
    void noBucketIsBegunWhenTheTimeIsOver() {
        begin("bucket", "key");
        clock.advance(WEEK);
        assertEquals(0, sweep(WEEK).run(Duration.ofMillis(-1), Duration.ZERO));
        assertEquals(1, sweep());
    }

    @Test
    void allBucketsAreSweptAgainWhenTheLastRoundBeganLongEnoughAgo() {
        Duration aDay = Duration.ofDays(1);
        begin("bucket", "key");
        assertEquals(0, sweep(WEEK).run(AN_HOUR, aDay));
        clock.advance(WEEK);
        begin("bucket", "other");
        assertEquals(1, sweep(WEEK).run(AN_HOUR, aDay));
        clock.advance(WEEK.minusMillis(1));
        assertEquals(0, sweep(WEEK).run(AN_HOUR, aDay));
        clock.advance(aDay.minusMillis(1));
        assertEquals(0, sweep(WEEK).run(AN_HOUR, aDay), "a round began less than a day ago");
        clock.advance(Duration.ofMillis(1));
        assertEquals(1, sweep(WEEK).run(AN_HOUR, aDay));
    }

    /** The deadline is asked before each account, each bucket and each key. */
    @Test
    void aRunThatIsShorterThanTheWalkKeepsNoBucketFromItsTurn() {
        int uploads = 0;
        for (int account = 100; account < 120; account++) {
            stores.accounts().create("" + account, "many", Plan.PRO);
            for (int number = 0; number < 3; number++) {
                String name = "bucket-" + account + "-" + number;
                create(name, "" + account);
                begin(name, "key");
                uploads++;
            }
        }
        clock.advance(WEEK);
        for (int number = 0; number < 30; number++) {
            // Too young: nothing but looking at them gets to what is behind.
            begin("bucket", "key-" + number);
        }

        int aborted = 0;
        for (int run = 0; run < 60 && aborted < uploads; run++) {
            aborted += shortRun(12);
        }

        assertEquals(uploads, aborted);
    }

    @Test
    void theNextRunBeginsBehindTheLastKeyOrIfTheBucketIsGoneBehindTheBucket() {
        for (int number = 0; number < 5; number++) {
            begin("bucket", "key-" + number);
        }
        create("bucket-2");
        begin("bucket-2", "key");
        clock.advance(WEEK);
        assertEquals(2, shortRun(5));
        for (int number = 2; number < 5; number++) {
            String key = "key-" + number;
            stores.uploads().forEachOfKey(bucket("bucket"), key,
                    upload -> stores.uploads().abort(bucket("bucket"), key, upload.uploadId()).orElseThrow());
        }
        stores.buckets().delete(bucket("bucket")).orElseThrow();

        assertEquals(1, sweep());
    }

    /** @param questions how often the time is not over yet */
    private int shortRun(int questions) {
        AtomicInteger asked = new AtomicInteger();
        return sweep(WEEK).run(() -> asked.incrementAndGet() > questions, Duration.ZERO);
    }
}
