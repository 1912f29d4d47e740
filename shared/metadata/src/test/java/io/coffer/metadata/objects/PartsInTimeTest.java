package io.coffer.metadata.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumType;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Part;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Upload;
import io.coffer.metadata.buckets.BucketLeases;
import io.coffer.metadata.contents.PartBlobs;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Parts without promises: what their upload's end finds for certain, and what comes later. */
class PartsInTimeTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private final AtomicLong nanos = new AtomicLong();
    private final Stores stores = Stores.over(new MemoryTables(),
            new BucketLeases(Duration.ofSeconds(1), clock, nanos::get, time -> {}), clock);
    private final UploadStore uploads = stores.uploads();
    private final Bucket bucket = bucket();
    private final Upload upload = new Upload("key", Ids.ordered(clock.millis()), clock.millis(), Map.of(), Map.of(), null,
            ChecksumType.FULL_OBJECT, "1", "1", Map.of(), null, null);

    private Bucket bucket() {
        stores.accounts().create("1", "one", Plan.PRO);
        return stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    private UploadStore.Found begin() {
        uploads.create(bucket, upload).orElseThrow();
        return uploads.forPart(bucket, "key", upload.uploadId()).orElseThrow();
    }

    private Outcome<Part> put(UploadStore.Found found, String etag) {
        Part part = new Part(1, PartBlobs.newId(upload.uploadId()), 1, etag, "sum", clock.millis());
        return uploads.putPart(bucket, found, part, null, new byte[0]);
    }

    @Test
    void anUploadIsNotTakenForRecentAfterAMinute() {
        UploadStore.Found found = begin();
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertTrue(found.isRecent().getAsBoolean());
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertFalse(found.isRecent().getAsBoolean());
    }

    @Test
    void noPartIsPutIntoAnUploadThatEndedLongAfterItWasFound() {
        UploadStore.Found found = begin();
        uploads.abort(bucket, "key", upload.uploadId()).orElseThrow();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());

        assertTrue(put(found, "late").isRefused(Refusal.NoUpload.class));
        assertEquals(List.of(), uploads.parts(upload.uploadId()));
    }

    @Test
    void aPartThatIsReplacedIsHandedToTheSweepThoughItWasNeverPromised() {
        UploadStore.Found found = begin();
        Part first = put(found, "first").orElseThrow();
        put(found, "second").orElseThrow();

        assertEquals(List.of("second"), uploads.parts(upload.uploadId()).stream().map(Part::etag).toList());
        assertEquals(List.of(new Reclaim.Blob(first.blobId(), true)),
                stores.reclaim().oldest(ReclaimQueue.Kind.DUE, 10).stream().map(ReclaimQueue.Entry::work).toList());
    }
}
