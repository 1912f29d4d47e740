package io.coffer.blobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.ResponseBody.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileBlobStoreTest extends BlobStoreContract {

    private static final int SEGMENT = SegmentChecksums.SEGMENT;

    @TempDir
    private Path directory;

    private FileBlobStore store;

    @BeforeEach
    void open() throws IOException {
        store = FileBlobStore.open(directory.resolve("blobs"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    BlobStore store() {
        return store;
    }

    @Override
    boolean leftovers() throws IOException {
        try (Stream<Path> unfinished = Files.list(directory.resolve("blobs/tmp"))) {
            return unfinished.findAny().isPresent();
        }
    }

    @Test
    void blobsFanOutOverTwoLevelsOfDirectories() throws IOException {
        store.write("k7xyz", new ByteArrayInputStream(new byte[3]), 3, () -> {});
        assertTrue(Files.exists(directory.resolve("blobs/k/7/k7xyz")));
    }

    @Test
    void whatADeadProcessLeftIsRemovedAndItsBlobsStay() throws IOException {
        store.write("kept", new ByteArrayInputStream(new byte[3]), 3, () -> {});
        store.close();
        Files.write(directory.resolve("blobs/tmp/half"), new byte[10]);
        store = FileBlobStore.open(directory.resolve("blobs"));
        assertFalse(leftovers());
        assertEquals(3, store.read(BlobRange.whole("kept", 3)).readAllBytes().length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MIB - 1, MIB, MIB + 1, MIB + 4096, 3 * MIB + 12_345})
    void aPartIsReadAsItWasWritten(int size) throws IOException {
        byte[] bytes = random(size);
        store.writePart("part", new ByteArrayInputStream(bytes), size, () -> {});
        assertArrayEquals(bytes, read(BlobRange.whole("part", size)));
        assertEquals(SegmentChecksums.fileSize(size), Files.size(store.file("part")));
        assertFalse(leftovers());
    }

    @Test
    void aPartThatBreaksOffLeavesNothingBehindHoweverOften() throws IOException {
        for (int i = 0; i < 40; i++) {
            String id = "broken" + i;
            InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[MIB + MIB / 2]), new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("gone");
                }
            });
            assertThrows(IOException.class, () -> store.writePart(id, broken, 2 * MIB, () -> {}));
            assertFalse(Files.exists(store.file(id)));
        }
        assertFalse(leftovers());
        aPartIsReadAsItWasWritten(2 * MIB);
    }

    @Test
    void manyPartsAtOnceAreAllWhole() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(24);
        try {
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                int size = MIB + i * 4_097;
                writes.add(threads.submit(() -> {
                    store.writePart("many" + size, new ByteArrayInputStream(random(size)), size, () -> {});
                    assertArrayEquals(random(size), read(BlobRange.whole("many" + size, size)));
                    return null;
                }));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Path written(String id, byte[] bytes) throws IOException {
        store.write(id, new ByteArrayInputStream(bytes), bytes.length, () -> {});
        return directory.resolve("blobs").resolve(id.substring(0, 1)).resolve(id.substring(1, 2)).resolve(id);
    }

    private static void flip(Path file, long position) throws IOException {
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            bytes.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 1));
            bytes.write(one.flip(), position);
        }
    }

    private byte[] read(BlobRange range) throws IOException {
        try (InputStream in = store.read(range)) {
            return in.readAllBytes();
        }
    }

    private static byte[] sent(Slice slice) throws IOException {
        try (InputStream in = ((Slice.InStream) slice).source().open()) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, SEGMENT - 1, SEGMENT, 3 * SEGMENT + 99})
    void aChangedByteIsNotGivenOut(long position) throws IOException {
        int size = 3 * SEGMENT + 100;
        flip(written("changed", random(size)), position);
        assertThrows(DamagedBlobException.class, () -> read(BlobRange.whole("changed", size)));
        assertThrows(DamagedBlobException.class, () -> read(new BlobRange("changed", size, position, 1)));
        assertThrows(DamagedBlobException.class, () -> sent(store.slice(new BlobRange("changed", size, position, 1))));
    }

    @Test
    void aRangeBesideADamagedSegmentIsRead() throws IOException {
        byte[] bytes = random(3 * SEGMENT);
        flip(written("part", bytes), SEGMENT + 5);
        assertArrayEquals(Arrays.copyOfRange(bytes, 0, SEGMENT), read(new BlobRange("part", bytes.length, 0, SEGMENT)));
        assertArrayEquals(Arrays.copyOfRange(bytes, 2 * SEGMENT + 1, 3 * SEGMENT),
                read(new BlobRange("part", bytes.length, 2 * SEGMENT + 1, SEGMENT - 1)));
    }

    @Test
    void aChangedChecksumIsDamageToo() throws IOException {
        flip(written("checksum", random(100)), 100);
        assertThrows(DamagedBlobException.class, () -> read(BlobRange.whole("checksum", 100)));
    }

    @Test
    void aFileThatWasCutShortIsNotRead() throws IOException {
        Path file = written("short", random(300_000));
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
            bytes.truncate(150_000);
        }
        assertThrows(DamagedBlobException.class, () -> store.slice(BlobRange.whole("short", 300_000)));
        assertThrows(DamagedBlobException.class, () -> store.read(BlobRange.whole("short", 300_000)));
    }

    @Test
    void theSystemSendsAFileThatWasVerifiedAndNotWrittenToSince() throws IOException {
        byte[] bytes = random(2 * SEGMENT + 1);
        Path file = written("often", bytes);
        BlobRange range = new BlobRange("often", bytes.length, 10, 20);
        assertInstanceOf(Slice.InStream.class, store.slice(range));
        assertArrayEquals(bytes, sent(store.slice(BlobRange.whole("often", bytes.length))));

        assertEquals(new Slice.InFile(file, 10, 20), store.slice(range));

        flip(file, 15);
        assertThrows(DamagedBlobException.class, () -> sent(store.slice(range)));
    }

    @Test
    void aRangeDoesNotVouchForTheRest() throws IOException {
        byte[] bytes = random(2 * SEGMENT);
        written("half", bytes);
        read(new BlobRange("half", bytes.length, 0, SEGMENT));
        assertInstanceOf(Slice.InStream.class, store.slice(new BlobRange("half", bytes.length, 0, 1)));
    }

    @Test
    void aFileWithoutChecksumsIsReadAsItIs() throws IOException {
        byte[] bytes = random(100_000);
        Path file = Files.createDirectories(directory.resolve("blobs/o/l")).resolve("older");
        Files.write(file, bytes);
        assertArrayEquals(bytes, read(BlobRange.whole("older", bytes.length)));
        assertEquals(new Slice.InFile(file, 1, 2), store.slice(new BlobRange("older", bytes.length, 1, 2)));
    }
}
