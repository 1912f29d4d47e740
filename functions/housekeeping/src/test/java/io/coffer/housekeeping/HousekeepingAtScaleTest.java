package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.BlobStore;
import io.coffer.blobs.S3BlobStore;
import io.coffer.lifecycle.KeptLifecycle;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.lifecycle.LifecycleValidation;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.buckets.BucketLeases;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.Lifecycles;
import io.coffer.protocol.xml.LifecycleConfiguration;
import io.coffer.protocol.xml.S3Xml;
import io.coffer.testkit.Access;
import io.coffer.testkit.DynamoDbTap;
import io.coffer.testkit.DynamoDbUsage;
import io.coffer.testkit.LocalDynamoDb;
import io.coffer.testkit.LocalS3;
import io.coffer.testkit.ManualClock;
import io.coffer.testkit.Recording;
import io.coffer.testkit.S3Call;
import io.coffer.testkit.S3Tap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** More than a page of expired objects, and more than a request of their blobs, on the stand-ins for DynamoDB and S3. */
@Tag("long")
class HousekeepingAtScaleTest {

    /** More of them take a while: {@code -Dcoffer.housekeeping.objects}. */
    private static final int OBJECTS = Integer.getInteger("coffer.housekeeping.objects", 1200);
    /** DynamoDB Local does a few hundred calls a second. A million objects are for tables in memory, whose calls are not counted. */
    private static final boolean IN_MEMORY = Boolean.getBoolean("coffer.housekeeping.memory");
    private static final int PAGE = 1000;
    private static final int BLOBS = 20;
    private static final String EXPIRATION = """
            <LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/><Expiration><Days>1</Days></Expiration></Rule>\
            </LifecycleConfiguration>""";

    private final ManualClock clock = new ManualClock();
    private final AtOnce atOnce = AtOnce.of(16);
    private final DynamoDbTap dynamoDbTap = DynamoDbTap.open();
    private final S3Tap s3Tap = S3Tap.open();
    private LocalDynamoDb dynamoDb;
    private OrderedTables tables;
    private LocalS3 s3;
    private String blobBucket;
    private BlobStore blobs;
    private Stores stores;
    private Bucket bucket;

    @BeforeEach
    void open() throws IOException {
        dynamoDb = LocalDynamoDb.start(dynamoDbTap);
        DynamoDbTables.createTables(dynamoDb.client(), "");
        s3 = LocalS3.start(s3Tap);
        blobBucket = s3.createBucket();
        blobs = new S3BlobStore(s3.client(), blobBucket, "");
        tables = IN_MEMORY ? new MemoryTables() : new DynamoDbTables(dynamoDb.client(), "");
        stores = Stores.over(tables, clock);
        stores.accounts().create("1", "one", Plan.PRO);
        bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    @AfterEach
    void close() throws IOException {
        atOnce.close();
        tables.close();
        dynamoDb.close();
        s3.close();
    }

    private void put(int number) {
        String id = Ids.random();
        if (number < BLOBS) {
            try {
                blobs.write(id, new ByteArrayInputStream(new byte[1]), 1, () -> { });
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        ObjectRecord object = new ObjectRecord("e", 1, clock.millis(), Map.of(), Map.of(), null, new Content.Blob(id), Ids.random(), "1",
                Map.of(), null, null);
        stores.objects().put(bucket, "key-" + number, object, ObjectCondition.NONE, List.of()).orElseThrow();
    }

    private void expireAll() {
        LifecycleConfiguration given =
                S3Xml.read(EXPIRATION.getBytes(StandardCharsets.UTF_8), LifecycleConfiguration.class);
        byte[] kept = new KeptLifecycle(LifecycleValidation.require(given), "all_storage_classes_128K").write();
        stores.configurations().put(
                bucket, BucketConfiguration.LIFECYCLE, kept, List.of(LifecycleIndex.enter(bucket.name()))).orElseThrow();
        bucket = stores.buckets().find("bucket").orElseThrow();
    }

    private int left() {
        return KeyWalk.page(stores.objects().range(bucket), "", null, null, PAGE).found().size();
    }

    private LifecycleIndex.Entry entry() {
        return stores.lifecycles().page(null, 1).get(0);
    }

    private int sweep(Deadline deadline) {
        return new LifecycleSweep(stores.lifecycles(), stores.buckets(), new Lifecycles(stores.configurations(), LifecycleDay.CALENDAR),
                stores.objects(), stores.expiry(), stores.uploads(), clock).run(deadline, atOnce);
    }

    /** The calls that are counted are those that docs/scaling.md reckons with. */
    @Test
    void whatExpiredIsRemovedInRunsThatGoOnWhereTheLastOneStopped() throws IOException {
        atOnce.each(IntStream.range(0, OBJECTS).boxed().toList(), this::put);
        expireAll();
        clock.advance(Duration.ofDays(3));

        AtomicInteger asked = new AtomicInteger();
        DynamoDbUsage expired = dynamoDbTap.measure(() -> {
            assertEquals(PAGE, sweep(() -> asked.incrementAndGet() > 2), "one page, until the time was over");
            assertNotNull(entry().progress());
            assertEquals(OBJECTS - PAGE, sweep(Deadline.NONE));
        });
        assertBarelyMore(2, expired);
        assertEquals(0, left());
        assertNotNull(entry().swept());

        ReclaimSweep reclaim = new ReclaimSweep(stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), blobs, clock,
                () -> Duration.ofHours(-1), atOnce);
        assertEquals(0, reclaim.run(0, () -> true), "nothing is begun after the deadline");
        try (Recording<S3Call> requests = s3Tap.begin()) {
            assertBarelyMore(3, dynamoDbTap.measure(() -> assertEquals(OBJECTS, reclaim.run(0, Deadline.NONE))));
            assertEquals(Set.of("DeleteObjects"), requests.calls().stream().map(S3Call::operation).collect(Collectors.toSet()));
            assertTrue(requests.calls().size() <= 1 + OBJECTS / (PAGE / 2), () -> requests.calls().size() + " requests");
        }
        assertTrue(stores.reclaim().oldestTime(ReclaimQueue.Kind.DUE).isEmpty());
        assertEquals(0, s3.client().listObjectsV2(request -> request.bucket(blobBucket)).keyCount());
    }

    /** A writer of functions, which died before its object's commit. */
    private void orphan(Stores writer, int number) {
        String id = Ids.random();
        writer.reclaim().promise(id, blobs.leavesNothingElse(1), bucket.id(), "key-" + number);
        if (number < BLOBS) {
            try {
                blobs.write(id, new ByteArrayInputStream(new byte[1]), 1, () -> { });
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The calls that are counted are those that docs/scaling.md reckons with. */
    @Test
    void blobsOfWritersThatDiedAreRemovedTogether() throws IOException {
        Stores writer = Stores.over(tables, BucketLeases.of(Duration.ofSeconds(1), clock), clock);
        atOnce.each(IntStream.range(0, OBJECTS).boxed().toList(), number -> orphan(writer, number));
        clock.advance(Duration.ofDays(2));

        ReclaimSweep reclaim = new ReclaimSweep(stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), blobs, clock,
                () -> Duration.ofHours(-1), atOnce);
        try (Recording<S3Call> requests = s3Tap.begin()) {
            assertBarelyMore(7, dynamoDbTap.measure(() -> assertEquals(
                    OBJECTS, reclaim.run(clock.millis() - ReclaimSweep.PENDING_BY_OTHERS.toMillis(), Deadline.NONE))));
            assertEquals(Set.of("DeleteObjects"), requests.calls().stream().map(S3Call::operation).collect(Collectors.toSet()));
            assertTrue(requests.calls().size() <= 1 + OBJECTS / (PAGE / 2), () -> requests.calls().size() + " requests");
        }
        assertTrue(stores.reclaim().oldestTime(ReclaimQueue.Kind.DUE).isEmpty());
        assertTrue(stores.reclaim().oldestTime(ReclaimQueue.Kind.PENDING).isEmpty());
        assertEquals(0, s3.client().listObjectsV2(request -> request.bucket(blobBucket)).keyCount());
    }

    private int recount(Deadline deadline) {
        return new UsageRecount(Stores.over(new DynamoDbTables(dynamoDb.client(), "", Duration.ZERO), clock), clock).run(deadline);
    }

    /** The first run looks at once, which is read again; each step is one commit of the bucket's record and its counts. */
    @Test
    @DisabledIfSystemProperty(named = "coffer.housekeeping.memory", matches = "true")
    void aRecountThatTakesSeveralRunsCostsAQueryForEachPageAndACommitForEachPiece() throws IOException {
        atOnce.each(IntStream.range(0, OBJECTS).boxed().toList(), this::put);
        int pages = 1 + OBJECTS / PAGE;

        AtomicInteger asked = new AtomicInteger();
        DynamoDbUsage all = dynamoDbTap.measure(() -> {
            assertEquals(0, recount(() -> asked.incrementAndGet() > 3), "a page at once");
            asked.set(0);
            assertEquals(0, recount(() -> asked.incrementAndGet() > 4), "a piece of a page");
            assertEquals(1, recount(Deadline.NONE));
        });
        assertEquals(OBJECTS, stores.usage().of("1", LocalDate.EPOCH, LocalDate.EPOCH).buckets().get(0).held().objects());
        assertEquals(1 + pages, all.accesses().get(new Access("Query", "objects")));
        assertEquals(3, all.accesses().get(new Access("PutItem", "buckets")), "its beginning, a piece, its end");
        assertEquals(4, all.accesses().get(new Access("PutItem", "usage")), "also that it was tried");
        assertTrue(all.calls().size() - pages < 60, () -> all.calls().size() + " calls");
    }

    /** Pages of keys and of the queue come on top. */
    private static void assertBarelyMore(int forEach, DynamoDbUsage usage) {
        int calls = usage.calls().size();
        assertTrue(IN_MEMORY || (calls >= forEach * OBJECTS && calls < forEach * OBJECTS + OBJECTS / 10), () -> calls + " calls");
    }
}
