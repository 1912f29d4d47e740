package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.FileBlobStore;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.content.ContentCipher;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.content.ObjectPlace;
import io.coffer.content.WrittenContent;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.buckets.BucketLeases;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.reclaim.ReclaimQueue.Kind;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Table;
import io.coffer.testkit.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promises that no commit withdraws: of processes that share the tables. */
class KeptPromisesTest {

    private static final byte[] BYTES = new byte[100];
    private static final ObjectCondition ALWAYS = current -> true;

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final MemoryTables tables = new MemoryTables();
    private final Stores stores = process();
    private FileBlobStore blobs;
    private Bucket bucket;

    private Stores process() {
        return Stores.over(tables, new BucketLeases(Duration.ofSeconds(1), clock, () -> clock.millis() * 1_000_000, time -> {}), clock);
    }

    @BeforeEach
    void open() throws IOException {
        blobs = FileBlobStore.open(directory.resolve("blobs"));
        stores.accounts().create("1", "one", Plan.PRO);
        bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    @AfterEach
    void close() {
        blobs.close();
        tables.close();
    }

    private WrittenContent write(Stores process, String key) throws IOException {
        return writer(process).writeObject(new ByteArrayInputStream(BYTES), BYTES.length, ObjectPlace.of(bucket, key),
                DeclaredDigests.none(), ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
    }

    private ContentWriter writer(Stores process) {
        return new ContentWriter(blobs, process.reclaim(), -1, Runnable::run);
    }

    private static ObjectRecord record(WrittenContent written) {
        return new ObjectRecord(written.etag(), written.size(), 1, Map.of(), Map.of(), written.checksum(), written.content(),
                Ids.random(), "1", Map.of(), null, null);
    }

    /** @return the id of its blob */
    private String put(String key) throws IOException {
        WrittenContent written = write(stores, key);
        Outcome<ObjectRecord> outcome = stores.objects().put(bucket, key, record(written), ALWAYS, written.changes());
        writer(stores).settle(written, outcome);
        return outcome.orElseThrow().content().id();
    }

    private List<Reclaim> promises() {
        return stores.reclaim().oldest(Kind.PENDING, 10).stream().map(entry -> entry.work()).toList();
    }

    private void sweepAfterADay() {
        clock.advance(Duration.ofDays(2));
        ReclaimSweep sweep = new ReclaimSweep(stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), blobs, clock,
                () -> ReclaimSweep.REST);
        sweep.run(clock.millis() - ReclaimSweep.PENDING_BY_OTHERS.toMillis());
        clock.advance(Duration.ofMinutes(6));
        sweep.run();
        assertEquals(List.of(), promises());
    }

    private TreeSet<String> stored() throws IOException {
        TreeSet<String> ids = new TreeSet<>();
        blobs.forEach((id, length, modified) -> ids.add(id));
        return ids;
    }

    @Test
    void aPromiseTakesThePlaceOfTheOneThatWasKept() throws IOException {
        put("first");
        String second = put("second");

        assertEquals(List.of(new Reclaim.Write(second, bucket.id(), "second", false)), promises());
    }

    @Test
    void whatAnEarlierVersionPromisedMayHaveLeftMoreThanItsBlob() {
        String json = "{\"kind\":\"write\",\"id\":\"a\",\"bucketId\":\"b\",\"key\":\"c\"}";
        tables.commit(List.of(new Change.Put(Table.RECLAIM, "pending-0", Ids.time(0), json.getBytes(StandardCharsets.UTF_8),
                Change.Condition.NONE)));

        assertEquals(List.of(new Reclaim.Write("a", "b", "c", false)), promises());
    }

    @Test
    void aPromiseWhosePlaceIsAnHourOldIsLeftToTheSweep() throws IOException {
        put("first");
        clock.advance(Duration.ofHours(1));
        put("second");

        assertEquals(2, promises().size());
    }

    @Test
    void whatWasWrittenKeepsItsBytes() throws IOException {
        String blob = put("key");
        sweepAfterADay();
        assertEquals(new TreeSet<>(List.of(blob)), stored());
    }

    @Test
    void aVersionKeepsItsBytes() throws IOException {
        bucket = stores.buckets().putVersioning(bucket, Versioning.ENABLED).orElseThrow();
        String older = put("key");
        clock.advance(Duration.ofHours(2));
        String newer = put("key");
        sweepAfterADay();
        assertEquals(new TreeSet<>(List.of(older, newer)), stored());
    }

    @Test
    void aCopyKeepsTheBytesOfAnObjectThatWasRemoved() throws IOException {
        String blob = put("key");
        ObjectRecord source = stores.objects().find(bucket, "key").orElseThrow();
        ObjectRecord copy = new ObjectRecord(source.etag(), source.size(), 1, Map.of(), Map.of(), source.checksum(), source.content(),
                Ids.random(), "1", Map.of(), null, null);
        stores.objects().share(bucket, "key", source, bucket, "copy", copy, ALWAYS).orElseThrow();
        stores.objects().delete(bucket, "key", null, ObjectCondition.NONE).orElseThrow();
        sweepAfterADay();
        assertEquals(new TreeSet<>(List.of(blob)), stored());
    }

    @Test
    void whatAProcessWroteThatDiedIsRemoved() throws IOException {
        String kept = put("key");
        write(process(), "key");
        write(process(), "other");
        sweepAfterADay();
        assertEquals(new TreeSet<>(List.of(kept)), stored());
    }

    @Test
    void whatWasRefusedIsRemovedSoon() throws IOException {
        WrittenContent written = write(stores, "key");
        Outcome<ObjectRecord> outcome = stores.objects().put(bucket, "key", record(written), current -> false, written.changes());
        assertTrue(outcome.isRefused(Refusal.ConditionFailed.class));
        writer(stores).settle(written, outcome);
        assertEquals(Optional.empty(), promises().stream().findFirst());
    }

    @Test
    void aCommitAnHourLaterWithdrawsItsPromise() throws IOException {
        WrittenContent written = write(stores, "key");
        assertEquals(List.of(), written.changes());
        clock.advance(Duration.ofHours(1));
        assertEquals(1, stores.reclaim().withdraw(written.pending()).size());
    }
}
