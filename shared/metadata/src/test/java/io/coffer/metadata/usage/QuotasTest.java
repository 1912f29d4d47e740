package io.coffer.metadata.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.checksum.ChecksumType;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Part;
import io.coffer.metadata.Plan;
import io.coffer.metadata.PlanLimits;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Refusal.OverQuota;
import io.coffer.metadata.Refusal.Quota;
import io.coffer.metadata.Upload;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.reclaim.PendingBlob;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import io.coffer.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class QuotasTest {

    private static final ObjectCondition ALWAYS = ObjectCondition.NONE;
    private static final ObjectCondition ANY = ObjectCondition.NONE;

    private final ManualClock clock = new ManualClock();
    private OrderedTables tables;
    private Stores here;
    private Stores there;

    @BeforeEach
    void open() {
        tables = new MemoryTables();
        here = process();
        there = process();
        here.accounts().create("1", "one", Plan.FREE);
        limit(1000L, 3L);
        here.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow(Refused::new);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private Stores process() {
        Stores stores = Stores.over(tables, clock);
        return stores.within(new Quotas(stores.meter(), stores.accounts()::find, clock));
    }

    private void limit(Long bytes, Long objects) {
        here.accounts().putPlan("1", Plan.FREE, new PlanLimits(2, bytes, objects, null, null));
    }

    private Bucket bucket() {
        return here.buckets().find("bucket").orElseThrow();
    }

    private void put(Stores process, String key, int size) {
        ObjectRecord object = new ObjectRecord("etag", size, clock.millis(), null, null, null, new Content.Blob(Ids.random()),
                Ids.random(), "1", null, null, null);
        process.objects().put(bucket(), key, object, ALWAYS, List.of()).orElseThrow(Refused::new);
    }

    private void delete(Stores process, String key) {
        process.objects().delete(bucket(), key, null, ANY).orElseThrow(Refused::new);
    }

    /** So that what is refused is not taken for done. */
    private static final class Refused extends RuntimeException {

        private final Refusal refusal;

        Refused(Refusal refusal) {
            this.refusal = refusal;
        }
    }

    private static void assertExceeded(Quota quota, long most, Executable write) {
        assertEquals(new OverQuota(quota, most), assertThrows(Refused.class, write).refusal);
    }

    @Test
    void asManyObjectsFitAsThePlanAllows() {
        put(here, "a", 1);
        put(here, "b", 1);
        put(here, "c", 1);
        assertExceeded(Quota.OBJECTS, 3, () -> put(here, "d", 1));
        put(here, "c", 2);

        delete(here, "a");
        put(here, "d", 1);
        assertExceeded(Quota.OBJECTS, 3, () -> put(here, "a", 1));
    }

    @Test
    void asManyBytesFitAsThePlanAllows() {
        put(here, "a", 600);
        assertExceeded(Quota.BYTES, 1000, () -> put(here, "b", 401));
        put(here, "b", 400);
        assertExceeded(Quota.BYTES, 1000, () -> put(here, "b", 401));
        assertExceeded(Quota.BYTES, 1000, () -> put(here, "c", 1));
        put(here, "c", 0);
        put(here, "a", 100);
        put(here, "b", 900);
    }

    /** Before its bytes are stored, a write that replaces a larger object is not refused. */
    @Test
    void whatIsAskedBeforehandIsWhatIsAskedThen() {
        put(here, "a", 900);
        here.objects().roomFor(bucket(), "b", 100).orElseThrow(Refused::new);
        assertExceeded(Quota.BYTES, 1000, () -> here.objects().roomFor(bucket(), "b", 101).orElseThrow(Refused::new));
        here.objects().roomFor(bucket(), "a", 1000).orElseThrow(Refused::new);
        assertExceeded(Quota.BYTES, 1000, () -> here.objects().roomFor(bucket(), "a", 1001).orElseThrow(Refused::new));

        here.buckets().putVersioning(bucket(), Versioning.ENABLED).orElseThrow(Refused::new);
        assertExceeded(Quota.BYTES, 1000, () -> here.objects().roomFor(bucket(), "a", 900).orElseThrow(Refused::new));
        assertExceeded(Quota.BYTES, 1000, () -> put(here, "a", 900));
    }

    private Upload begin(Stores process, String key) {
        Upload upload = new Upload(key, Ids.ordered(clock.millis()), clock.millis(), Map.of(), Map.of(), null,
                ChecksumType.FULL_OBJECT, "1", "1", Map.of(), null, null);
        process.uploads().create(bucket(), upload).orElseThrow(Refused::new);
        return upload;
    }

    private void part(Stores process, Upload upload, int number, int size) {
        PendingBlob pending = process.reclaim().promise(Ids.random());
        Part part = new Part(number, pending.blobId(), size, "etag", "sum", 1);
        process.uploads().putPart(bucket(), new UploadStore.Found(upload, () -> false), part, pending, new byte[0])
                .orElseThrow(Refused::new);
    }

    private void complete(Stores process, Upload upload) {
        List<Part> parts = process.uploads().parts(upload.uploadId());
        Content.Parts content = process.manifests().write(upload.uploadId(), parts);
        ObjectRecord object = new ObjectRecord("etag-2", parts.stream().mapToLong(Part::size).sum(), clock.millis(), null, null, null,
                content, Ids.random(), "1", null, null, null);
        process.objects().roomFor(bucket(), upload.key(), 0).orElseThrow(Refused::new);
        process.uploads().end(bucket(), upload.key(), upload.uploadId(), content, parts)
                .then(end -> process.objects().complete(bucket(), upload.key(), object, ALWAYS, end))
                .orElseThrow(Refused::new);
    }

    @Test
    void partsOfUploadsThatNobodyCompletesDoNotPassTheQuota() {
        Upload first = begin(here, "a");
        Upload second = begin(here, "b");
        part(here, first, 1, 400);
        part(here, second, 1, 400);
        assertExceeded(Quota.BYTES, 1000, () -> part(here, first, 2, 201));
        assertExceeded(Quota.BYTES, 1000, () -> here.uploads().roomFor(bucket(), first, 2, 201).orElseThrow(Refused::new));
        assertExceeded(Quota.BYTES, 1000, () -> put(here, "c", 201));
        part(here, first, 2, 200);
    }

    @Test
    void uploadsThatNobodyEndsDoNotPassTheirNumber() {
        here.accounts().putPlan("1", Plan.FREE, new PlanLimits(2, null, null, 2L, null));
        Upload first = begin(here, "a");
        Upload second = begin(here, "a");
        assertExceeded(Quota.UPLOADS, 2, () -> begin(here, "b"));
        put(here, "b", 5000);
        here.uploads().abort(bucket(), "a", first.uploadId()).orElseThrow(Refused::new);
        begin(here, "b");
        assertExceeded(Quota.UPLOADS, 2, () -> begin(here, "b"));
        part(here, second, 1, 1);
        complete(here, second);
        begin(here, "b");
        assertExceeded(Quota.UPLOADS, 2, () -> begin(here, "b"));
    }

    @Test
    void aPartThatReplacesAnotherNeedsRoomForTheDifference() {
        Upload upload = begin(here, "a");
        part(here, upload, 1, 900);
        here.uploads().roomFor(bucket(), upload, 1, 1000).orElseThrow(Refused::new);
        assertExceeded(Quota.BYTES, 1000, () -> here.uploads().roomFor(bucket(), upload, 1, 1001).orElseThrow(Refused::new));
        assertExceeded(Quota.BYTES, 1000, () -> part(here, upload, 1, 1001));
        part(here, upload, 1, 1000);
        part(here, upload, 1, 10);
        put(here, "b", 990);
    }

    @Test
    void aCompletionOfPartsThatFillTheQuotaIsNotRefused() {
        Upload upload = begin(here, "a");
        part(here, upload, 1, 500);
        part(here, upload, 2, 500);
        complete(here, upload);
        assertExceeded(Quota.BYTES, 1000, () -> put(here, "b", 1));
        delete(here, "a");
        put(here, "b", 1000);
    }

    @Test
    void aCompletionIsAnObjectMore() {
        put(here, "a", 1);
        put(here, "b", 1);
        put(here, "c", 1);
        Upload another = begin(here, "d");
        part(here, another, 1, 1);
        assertExceeded(Quota.OBJECTS, 3, () -> complete(here, another));
        Upload same = begin(here, "c");
        part(here, same, 1, 1);
        complete(here, same);
    }

    @Test
    void whatAnAbortGivesBackIsThereAtOnce() {
        Upload upload = begin(here, "a");
        part(here, upload, 1, 1000);
        here.uploads().abort(bucket(), "a", upload.uploadId()).orElseThrow(Refused::new);
        part(here, begin(here, "a"), 1, 1000);
    }

    @Test
    void anAbortGivesMoreThanThousandPartsBack() {
        limit(1001L, null);
        Upload upload = begin(here, "a");
        IntStream.rangeClosed(1, 1001).forEach(number -> part(here, upload, number, 1));
        assertExceeded(Quota.BYTES, 1001, () -> put(here, "b", 1));
        here.uploads().abort(bucket(), "a", upload.uploadId()).orElseThrow(Refused::new);
        put(here, "b", 1001);
    }

    @Test
    void partsThatOtherProcessesStoredAreSeenFiveSecondsAfterTheyWereFlushed() {
        Upload upload = begin(here, "a");
        part(here, upload, 1, 100);
        part(there, upload, 2, 800);
        there.meter().flush();
        clock.advance(Duration.ofSeconds(5));
        assertExceeded(Quota.BYTES, 1000, () -> part(here, upload, 3, 101));
        here.uploads().abort(bucket(), "a", upload.uploadId()).orElseThrow(Refused::new);
        put(here, "b", 1000);
    }

    @Test
    void olderVersionsTakeRoom() {
        here.buckets().putVersioning(bucket(), Versioning.ENABLED).orElseThrow(Refused::new);
        put(here, "a", 1);
        put(here, "a", 1);
        put(here, "a", 1);
        delete(here, "a");
        assertExceeded(Quota.OBJECTS, 3, () -> put(here, "a", 1));
    }

    @Test
    void whatOtherProcessesWroteIsSeenFiveSecondsAfterItWasFlushed() {
        put(here, "a", 1);
        put(there, "b", 1);
        put(there, "c", 1);
        put(here, "d", 1);
        delete(here, "d");
        there.meter().flush();
        here.meter().flush();
        put(here, "d", 1);
        delete(here, "d");

        clock.advance(Duration.ofSeconds(5));
        assertExceeded(Quota.OBJECTS, 3, () -> put(here, "d", 1));
        put(here, "a", 2);
        delete(here, "a");
        put(here, "d", 1);
    }

    @Test
    void limitsFromBeforeUploadsHadANumberAreRead() {
        String json = "{\"maxBuckets\":2,\"maxBytes\":1000,\"requestsPerSecond\":7}";
        assertEquals(new PlanLimits(2, 1000L, null, null, 7),
                Records.read(json.getBytes(StandardCharsets.UTF_8), PlanLimits.class));
    }

    /** Whatever comes between a look and a write. */
    @Test
    void aFlushChangesNothingForWhoCounted() {
        put(here, "a", 1);
        here.meter().flush();
        put(here, "b", 1);
        clock.advance(Duration.ofSeconds(5));
        put(here, "c", 1);
        here.meter().flush();
        assertExceeded(Quota.OBJECTS, 3, () -> put(here, "d", 1));
        clock.advance(Duration.ofSeconds(5));
        assertExceeded(Quota.OBJECTS, 3, () -> put(here, "d", 1));
    }

    @Test
    void anotherPlanGivesRoom() {
        put(here, "a", 1000);
        assertExceeded(Quota.BYTES, 1000, () -> put(here, "b", 1));
        limit(null, 2L);
        put(here, "b", 5000);
        assertExceeded(Quota.OBJECTS, 2, () -> put(here, "c", 0));
        limit(null, null);
        put(here, "c", 0);
    }

    @Test
    void nothingIsReadForAccountsWithoutQuota() {
        tables.commit(List.of(new Change.Put(Table.USAGE, "1", "bucket/unreadable", new byte[] {'{'}, Change.Condition.NONE)));
        assertThrows(RuntimeException.class, () -> put(here, "a", 1));
        limit(null, null);
        put(here, "a", 1);
    }
}
