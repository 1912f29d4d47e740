package io.coffer.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.blobs.BlobStore;
import io.coffer.blobs.FileBlobStore;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.metadata.Content;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentWriterTest {

    private static final int SMALL = 1_000;

    @TempDir
    Path directory;

    private OrderedTables tables;
    private BlobStore blobs;
    private ContentWriter writer;

    @BeforeEach
    void open() throws IOException {
        tables = new MemoryTables();
        blobs = FileBlobStore.open(directory.resolve("blobs"));
        writer = new ContentWriter(blobs, new ReclaimQueue(tables, Clock.systemUTC()), SMALL, Runnable::run);
    }

    @AfterEach
    void close() {
        blobs.close();
        tables.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SMALL})
    void whatTurnsOutToBeSmallIsKeptSmall(int length) throws Exception {
        assertInstanceOf(Content.Small.class, written(length, -1).content());
        assertInstanceOf(Content.Small.class, written(length, length).content());
    }

    @Test
    void whatIsSmallLiesInTheRecordIfItsBucketKeepsNoVersions() throws Exception {
        byte[] bytes = {1, 2, 3};
        WrittenContent written = writer.writeObject(new ByteArrayInputStream(bytes), bytes.length, new ObjectPlace("bucket", "key", false),
                DeclaredDigests.none(),
                ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
        assertArrayEquals(bytes, assertInstanceOf(Content.Inline.class, written.content()).bytes().orElseThrow());
        assertEquals(List.of(), written.changes());
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL + 1, 300_000})
    void whatTurnsOutToBeLargeIsABlob(int length) throws Exception {
        assertInstanceOf(Content.Blob.class, written(length, -1).content());
        assertInstanceOf(Content.Blob.class, written(length, length).content());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, SMALL + 10})
    void whatIsRefusedAtItsEndIsNotWritten(int length) {
        InputStream refusing = new SequenceInputStream(new ByteArrayInputStream(new byte[length]), new InputStream() {
            @Override
            public int read() {
                throw new S3Exception(S3ErrorCode.ENTITY_TOO_SMALL);
            }
        });
        assertEquals(S3ErrorCode.ENTITY_TOO_SMALL, assertThrows(S3Exception.class, () -> write(refusing, -1)).code());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, SMALL + 10})
    void aSourceThatFailsAtItsEndIsNotToldAsAnIncompleteBody(int length) {
        IOException failure = new IOException("the source of the copy cannot be read");
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(new byte[length]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        });
        assertSame(failure, assertThrows(IOException.class, () -> write(failing, length)));
    }

    @Test
    void aLengthThatIsKnownIsHeld() {
        assertEquals(S3ErrorCode.INCOMPLETE_BODY,
                assertThrows(S3Exception.class, () -> write(new ByteArrayInputStream(new byte[10]), 11)).code());
    }

    private WrittenContent written(int length, long declared) throws Exception {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        WrittenContent written = write(new ByteArrayInputStream(bytes), declared);
        assertEquals(length, written.size());
        assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)), written.etag());
        return written;
    }

    private WrittenContent write(InputStream bytes, long declared) throws IOException {
        return writer.writeObject(bytes, declared, new ObjectPlace("bucket", "key", true),
                DeclaredDigests.none(), ChecksumAlgorithm.CRC64NVME, ContentCipher.NONE);
    }
}
