package io.coffer.standalone.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.blobs.S3BlobStore;
import io.coffer.housekeeping.BlobCensus;
import io.coffer.housekeeping.Scrub.Finding;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.testkit.LocalS3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of a bucket tells which blobs are missing or cut, without reading them. */
class VerificationInS3Test {

    private static final int SIZE = 1000;

    private static void put(Stores stores, Bucket bucket, String key, String blob) {
        stores.objects().put(bucket, key, new ObjectRecord("etag", SIZE, 1, Map.of(), Map.of(), null, new Content.Blob(blob),
                Ids.random(), "1", Map.of(), null, null), current -> true, List.of()).orElseThrow();
    }

    @Test
    void whatIsMissingOrCutIsFoundAndWhatIsYoungIsNoOrphan() throws IOException {
        try (LocalS3 server = LocalS3.start(); MemoryTables tables = new MemoryTables()) {
            S3BlobStore blobs = new S3BlobStore(server.client(), server.createBucket(), "blobs/");
            Stores stores = Stores.over(tables, Clock.systemUTC());
            stores.accounts().createIfAbsent("1", "one", Plan.PRO);
            Bucket bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
            for (String id : List.of("whole", "young")) {
                blobs.write(id, new ByteArrayInputStream(new byte[SIZE]), SIZE, () -> {});
            }
            blobs.write("cut", new ByteArrayInputStream(new byte[1]), 1, () -> {});
            for (String id : List.of("whole", "cut", "missing")) {
                put(stores, bucket, "key-of-" + id, id);
            }
            List<String> found = new ArrayList<>();

            BlobCensus.Report report = Verification.ofCloud(stores, blobs).census().run(true, new BlobCensus.Watcher() {

                @Override
                public void found(Finding finding) {
                    found.add(finding.key());
                }

                @Override
                public void orphan(String id, long length) {
                    found.add(id);
                }
            });

            assertEquals(List.of("key-of-cut", "key-of-missing"), found);
            assertEquals(new BlobCensus.Report(3, 2, 0, 0, true), report);
        }
    }
}
