package io.coffer.blobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.ResponseBody.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link BlobStore} promises, whatever the bytes are kept in. */
abstract class BlobStoreContract {

    static final int MIB = 1 << 20;

    private static final Runnable ACCEPT = () -> {};

    abstract BlobStore store();

    /** Whether anything but whole blobs is left where the store keeps them. */
    abstract boolean leftovers() throws IOException;

    static String freshId() {
        return UUID.randomUUID().toString();
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private byte[] readAll(BlobRange range) throws IOException {
        try (InputStream in = store().read(range)) {
            return in.readAllBytes();
        }
    }

    private byte[] readAll(String id, long size) throws IOException {
        return readAll(BlobRange.whole(id, size));
    }

    private static byte[] bytesOf(Slice slice) throws IOException {
        if (slice instanceof Slice.InFile inFile) {
            try (InputStream in = Files.newInputStream(inFile.file())) {
                in.skipNBytes(inFile.offset());
                return in.readNBytes((int) inFile.length());
            }
        }
        try (InputStream in = ((Slice.InStream) slice).source().open()) {
            return in.readAllBytes();
        }
    }

    private void assertAbsent(String id) throws IOException {
        assertThrows(NoSuchFileException.class, () -> readAll(id, 1));
        assertThrows(NoSuchFileException.class, () -> bytesOf(store().slice(BlobRange.whole(id, 1))));
        assertEquals(false, leftovers(), "leftovers");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 * 1024 + 1, 6 * MIB, 40 * MIB + 1})
    void whatIsWrittenIsRead(int size) throws IOException {
        byte[] bytes = random(size);
        for (long declared : new long[] {size, -1}) {
            String id = freshId();
            store().write(id, new ByteArrayInputStream(bytes), declared, ACCEPT);
            assertArrayEquals(bytes, readAll(id, size));
            assertArrayEquals(bytes, bytesOf(store().slice(BlobRange.whole(id, size))));
        }
        assertEquals(false, leftovers(), "leftovers");
    }

    @Test
    void rangesAreExact() throws IOException {
        byte[] bytes = random(100_000);
        String id = freshId();
        store().write(id, new ByteArrayInputStream(bytes), bytes.length, ACCEPT);
        for (int[] range : new int[][] {{0, 1}, {99_999, 1}, {1, 99_999}, {65_535, 2}, {0, 100_000}, {500, 0}, {100_000, 0}}) {
            byte[] expected = new ByteArrayInputStream(bytes, range[0], range[1]).readAllBytes();
            BlobRange asked = new BlobRange(id, bytes.length, range[0], range[1]);
            assertArrayEquals(expected, readAll(asked));
            Slice slice = store().slice(asked);
            assertEquals(range[1], slice.length());
            assertArrayEquals(expected, bytesOf(slice));
        }
    }

    @Test
    void aBlobOfAnotherLengthThanWasStoredIsNotRead() throws IOException {
        String id = freshId();
        store().write(id, new ByteArrayInputStream(random(100_000)), 100_000, ACCEPT);
        for (long size : new long[] {99_999, 100_001, 200_000}) {
            assertThrows(DamagedBlobException.class, () -> readAll(new BlobRange(id, size, 0, 10)));
            assertThrows(DamagedBlobException.class, () -> bytesOf(store().slice(new BlobRange(id, size, 0, 10))));
        }
    }

    @Test
    void aReadCanBeGivenUpHalfWay() throws IOException {
        byte[] bytes = random(6 * MIB);
        String id = freshId();
        store().write(id, new ByteArrayInputStream(bytes), bytes.length, ACCEPT);
        for (int i = 0; i < 60; i++) {
            try (InputStream in = store().read(BlobRange.whole(id, bytes.length))) {
                assertEquals(bytes[0] & 0xff, in.read());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, 6 * MIB, 40 * MIB, -1})
    void aSourceThatFailsLeavesNothing(long declared) throws IOException {
        IOException cause = new IOException("the client went away");
        InputStream failing = new GeneratedStream(declared < 0 ? 36 * MIB : declared * 3 / 4, () -> {
            throw cause;
        });
        String id = freshId();
        assertSame(cause, assertThrows(IOException.class, () -> store().write(id, failing, declared, ACCEPT)));
        assertAbsent(id);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000, 6 * MIB, 40 * MIB, -1})
    void aBlobTheCallerRefusesIsNeverVisible(long declared) throws IOException {
        long size = declared < 0 ? 36 * MIB : declared;
        IllegalStateException refusal = new IllegalStateException("bad digest");
        AtomicLong read = new AtomicLong();
        InputStream source = new GeneratedStream(size, () -> read.set(size));
        String id = freshId();
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> store().write(id, source, declared, () -> {
            assertEquals(size, read.get(), "every byte was read before the digests are compared");
            throw refusal;
        }));
        assertSame(refusal, thrown);
        assertAbsent(id);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000, 40 * MIB})
    void aBlobIsNotVisibleWhileTheCallerChecks(long size) throws IOException {
        String id = freshId();
        store().write(id, new GeneratedStream(size), size, () -> assertThrows(NoSuchFileException.class, () -> readAll(id, 1)));
        assertEquals(size, readAll(id, size).length);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 6 * MIB, 40 * MIB})
    void anotherLengthThanDeclaredIsRefused(long declared) throws IOException {
        for (long given : new long[] {declared - 1, declared + 1}) {
            String id = freshId();
            assertThrows(IOException.class, () -> store().write(id, new GeneratedStream(given), declared, ACCEPT));
            assertAbsent(id);
        }
    }

    @Test
    void aDeletedBlobIsGone() throws IOException {
        String id = freshId();
        store().write(id, new ByteArrayInputStream(random(1000)), 1000, ACCEPT);
        store().delete(id);
        assertAbsent(id);
        assertDoesNotThrow(() -> store().delete(id));
        assertDoesNotThrow(() -> store().deleteUnfinished(id));
    }

    @Test
    void aBlobThatMayBeUnfinishedIsGoneToo() throws IOException {
        String id = freshId();
        store().write(id, new ByteArrayInputStream(random(1000)), 1000, ACCEPT);
        store().deleteUnfinished(id);
        assertAbsent(id);
    }

    @Test
    void idsOfOneCharacterAndOfOddOnesAreKept() throws IOException {
        for (String id : List.of("a", "a_", "-", "__", "Zz9-_".repeat(12) + "abcd")) {
            store().write(id, new ByteArrayInputStream(random(10)), 10, ACCEPT);
            assertArrayEquals(random(10), readAll(id, 10));
            store().delete(id);
        }
        for (String id : List.of("", "../escape", "a/b", "a".repeat(65))) {
            assertThrows(IllegalArgumentException.class, () -> store().slice(BlobRange.whole(id, 1)));
        }
    }

    @Test
    void manyWriteAtOnce() throws Exception {
        byte[] bytes = random(300_000);
        ExecutorService writers = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> written = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                written.add(writers.submit(() -> {
                    String id = freshId();
                    store().write(id, new ByteArrayInputStream(bytes), bytes.length, ACCEPT);
                    return id;
                }));
            }
            for (Future<String> id : written) {
                assertArrayEquals(bytes, readAll(id.get(), bytes.length));
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLongStreamIsNeverHeldWhole(boolean declared) throws IOException {
        long size = 200L * MIB;
        GeneratedStream source = new GeneratedStream(size);
        String id = freshId();
        store().write(id, source, declared ? size : -1, ACCEPT);
        assertTrue(source.largestRead() <= 16 * MIB, "asked for " + source.largestRead() + " bytes at once");
        try (InputStream stored = store().read(BlobRange.whole(id, size)); InputStream expected = new GeneratedStream(size)) {
            byte[] some = new byte[64 * 1024];
            for (int count; (count = stored.readNBytes(some, 0, some.length)) > 0;) {
                assertArrayEquals(expected.readNBytes(count), Arrays.copyOf(some, count));
            }
            assertEquals(-1, expected.read());
        }
        store().delete(id);
    }

    @Test
    void aProbeLeavesNothing() throws IOException {
        store().probe();
        assertEquals(false, leftovers(), "leftovers");
    }
}
