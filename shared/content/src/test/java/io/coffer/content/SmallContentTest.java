package io.coffer.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.blobs.BlobStore;
import io.coffer.blobs.FileBlobStore;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.contents.ManifestStore;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.ResponseBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes in a record, or beside it, that are not those that were stored never go out as if they were. */
class SmallContentTest {

    private static final byte[] BYTES = "small bytes of an object".getBytes(StandardCharsets.US_ASCII);
    private static final ByteRange WHOLE = new ByteRange(0, BYTES.length - 1);
    private static final ByteRange ELSEWHERE = new ByteRange(10, 14);

    @TempDir
    Path directory;

    private OrderedTables tables;
    private BlobStore blobs;
    private ContentReader reader;

    /** What became of the bytes. */
    private enum Damage {
        A_BYTE_IS_ANOTHER {
            @Override
            byte[] of(byte[] bytes) {
                byte[] other = bytes.clone();
                other[0] ^= 1;
                return other;
            }
        },
        THE_END_IS_MISSING {
            @Override
            byte[] of(byte[] bytes) {
                return Arrays.copyOf(bytes, bytes.length - 3);
            }
        },
        THERE_IS_MORE {
            @Override
            byte[] of(byte[] bytes) {
                return Arrays.copyOf(bytes, bytes.length + 1);
            }
        };

        abstract byte[] of(byte[] bytes);
    }

    @BeforeEach
    void open() throws IOException {
        tables = new MemoryTables();
        blobs = FileBlobStore.open(directory.resolve("blobs"));
        reader = new ContentReader(new SmallBlobs(tables), new ManifestStore(tables), blobs);
    }

    @AfterEach
    void close() {
        blobs.close();
        tables.close();
    }

    private ObjectRecord stored(boolean keepsVersions) throws IOException {
        WrittenContent written = new ContentWriter(blobs, new ReclaimQueue(tables, Clock.systemUTC()), 1000, Runnable::run).writeObject(
                new ByteArrayInputStream(BYTES), BYTES.length, new ObjectPlace("bucket", "key", keepsVersions), DeclaredDigests.none(),
                ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        tables.commit(written.changes());
        return new ObjectRecord(written.etag(), written.size(), 1, Map.of(), Map.of(), written.checksum(), written.content(), Ids.random(),
                "1", Map.of(), null, null);
    }

    private ObjectRecord inRecord(Damage damage) throws IOException {
        ObjectRecord object = stored(false);
        Content.Inline content = (Content.Inline) object.content();
        return object.withContent(new Content.Inline(content.id(), damage.of(content.bytes().orElseThrow())));
    }

    private ObjectRecord besideRecord(Damage damage) throws IOException {
        ObjectRecord object = stored(true);
        String id = object.content().id();
        tables.commit(List.of(
                new Change.Put(Table.SMALL_BLOBS, id, SmallBlobs.SORT, damage.of(BYTES), Condition.NONE)));
        return object;
    }

    private void assertNotGivenOut(ObjectRecord object) {
        for (ByteRange range : new ByteRange[] {WHOLE, ELSEWHERE}) {
            assertThrows(DamagedContentException.class, () -> reader.body(object, range, ContentCipher.NONE));
            assertThrows(DamagedContentException.class, () -> reader.open(object, range, ContentCipher.NONE));
        }
        assertThrows(DamagedContentException.class, () -> reader.verify(object, OutputStream.nullOutputStream()));
    }

    @ParameterizedTest
    @EnumSource
    void damagedBytesInARecordAreNotGivenOut(Damage damage) throws IOException {
        assertNotGivenOut(inRecord(damage));
    }

    @ParameterizedTest
    @EnumSource
    void damagedBytesBesideARecordAreNotGivenOut(Damage damage) throws IOException {
        assertNotGivenOut(besideRecord(damage));
    }

    @Test
    void whatIsAsItWasStoredIsGivenOut() throws IOException {
        for (boolean keepsVersions : new boolean[] {false, true}) {
            ObjectRecord object = stored(keepsVersions);
            ResponseBody.Bytes body = (ResponseBody.Bytes) reader.body(object, WHOLE, ContentCipher.NONE).orElseThrow();
            assertArrayEquals(BYTES, body.bytes());
            try (InputStream some = reader.open(object, ELSEWHERE, ContentCipher.NONE).orElseThrow()) {
                assertEquals("s of ", new String(some.readAllBytes(), StandardCharsets.US_ASCII));
            }
            reader.verify(object, OutputStream.nullOutputStream());
        }
    }
}
