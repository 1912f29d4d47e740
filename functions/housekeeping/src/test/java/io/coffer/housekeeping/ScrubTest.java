package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.FileBlobStore;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.content.ContentCipher;
import io.coffer.content.ContentReader;
import io.coffer.content.ContentWriter;
import io.coffer.content.DeclaredDigests;
import io.coffer.content.WrittenContent;
import io.coffer.housekeeping.Scrub.Finding;
import io.coffer.housekeeping.Scrub.Report;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.Part;
import io.coffer.metadata.Plan;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.memory.MemoryTables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loss is found even if nothing is left to read. */
class ScrubTest {

    private static final byte[] BYTES = new byte[1000];

    @TempDir
    Path directory;

    private final Clock clock = Clock.systemUTC();
    private final List<Finding> findings = new ArrayList<>();
    private OrderedTables tables;
    private FileBlobStore blobs;
    private Stores stores;
    private ContentWriter writer;
    private Bucket bucket;

    @BeforeEach
    void open() throws IOException {
        tables = new MemoryTables();
        blobs = FileBlobStore.open(directory.resolve("blobs"));
        stores = Stores.over(tables, clock);
        stores.accounts().createIfAbsent("1", "one", Plan.PRO);
        writer = new ContentWriter(blobs, stores.reclaim(), -1, Runnable::run);
        bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    @AfterEach
    void close() {
        blobs.close();
        tables.close();
    }

    private Report run() {
        ContentReader reader = new ContentReader(new SmallBlobs(tables), stores.manifests(), blobs);
        return new Scrub(stores, reader, clock).run(findings::add);
    }

    private Content.Parts putOfParts(String key) throws IOException {
        WrittenContent written = writer.writeBlob(
                new ByteArrayInputStream(BYTES), BYTES.length, DeclaredDigests.none(), ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        Part part = new Part(1, written.content().id(), written.size(), written.etag(), written.checksum().value(), 1);
        Content.Parts content = stores.manifests().write(Ids.random(), List.of(part));
        ObjectRecord object = new ObjectRecord(
                "etag-1", BYTES.length, 1, Map.of(), Map.of(), null, content, Ids.random(), "1", Map.of(), null, null);
        stores.objects().put(bucket, key, object, current -> true, List.of(written.change())).orElseThrow();
        return content;
    }

    @Test
    void anObjectWhoseListOfPartsIsGoneIsNamed() throws IOException {
        putOfParts("whole");
        stores.manifests().deletePages(putOfParts("listless"));

        Report report = run();

        assertEquals(2, report.objects());
        assertEquals(BYTES.length, report.bytes());
        assertEquals(List.of("listless"), findings.stream().map(Finding::key).toList());
        assertTrue(findings.get(0).problem().endsWith("its list names parts of 0 bytes, 1000 were stored"), findings::toString);
    }
}
