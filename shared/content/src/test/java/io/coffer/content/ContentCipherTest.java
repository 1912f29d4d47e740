package io.coffer.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.DamagedBlobException;
import io.coffer.blobs.FileBlobStore;
import io.coffer.protocol.ByteRange;
import io.coffer.protocol.ResponseBody.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What encryption keeps, hides and notices. */
class ContentCipherTest {

    private static final String ID = "0123456789abcdef";
    private static final int SEGMENT = 64 << 10;
    private static final int TAG = 16;

    private final ContentCipher cipher = ContentCipher.of(DataKey.fresh());

    @TempDir
    Path directory;

    private FileBlobStore blobs;

    @BeforeEach
    void open() throws IOException {
        blobs = FileBlobStore.open(directory);
    }

    @AfterEach
    void close() {
        blobs.close();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static ByteRange whole(int length) {
        return new ByteRange(0, length - 1);
    }

    /** Writes a blob as it stands. */
    private void store(String id, byte[] stored) throws IOException {
        blobs.write(id, new ByteArrayInputStream(stored), stored.length, () -> {});
    }

    private byte[] read(ContentCipher by, String id, int length, ByteRange range) throws IOException {
        try (InputStream plaintext = by.read(blobs, id, length, range)) {
            return plaintext.readAllBytes();
        }
    }

    private void assertDamaged(byte[] stored, int length) throws IOException {
        store(ID, stored);
        IOException damage = assertThrows(IOException.class, () -> read(cipher, ID, length, whole(length)));
        assertTrue(damage instanceof DamagedContentException || damage instanceof DamagedBlobException, damage::toString);
        assertThrows(DamagedContentException.class, () -> cipher.decrypt(ID, stored, length, whole(length)));
        blobs.delete(ID);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT - 1, 2 * SEGMENT, 2 * SEGMENT + 1, 300_000})
    void givesBackWhatWasStored(int length) throws IOException {
        byte[] sent = bytes(length);
        byte[] stored = cipher.encrypt(ID, sent);
        assertEquals(length + Math.max(1, (length + SEGMENT - 1) / SEGMENT) * TAG, stored.length);
        assertEquals(stored.length, cipher.storedLength(length));
        assertArrayEquals(sent, cipher.decrypt(ID, stored, length, whole(length)));
        store(ID, stored);
        assertArrayEquals(sent, read(cipher, ID, length, whole(length)));
    }

    @Test
    void streamsGiveTheSameHoweverTheyAreRead() throws IOException {
        byte[] sent = bytes(200_000);
        byte[] stored = cipher.encrypt(ID, sent);
        store(ID, stored);
        for (int piece : new int[] {1, 7, SEGMENT - 1, SEGMENT, SEGMENT + TAG, 1 << 20}) {
            assertArrayEquals(stored, inPieces(cipher.encrypting(ID, new ByteArrayInputStream(sent)), piece));
            assertArrayEquals(sent, inPieces(cipher.read(blobs, ID, sent.length, whole(sent.length)), piece));
        }
    }

    private static byte[] inPieces(InputStream from, int piece) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[piece];
        if (piece == 1) {
            for (int one = from.read(); one >= 0; one = from.read()) {
                all.write(one);
            }
        }
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            all.write(buffer, 0, count);
        }
        return all.toByteArray();
    }

    @Test
    void aRangeGivesItsBytes() throws IOException {
        int length = 3 * SEGMENT + 100;
        byte[] sent = bytes(length);
        byte[] stored = cipher.encrypt(ID, sent);
        store(ID, stored);
        int[] borders = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT - 1, 2 * SEGMENT, 3 * SEGMENT - 1, 3 * SEGMENT, length - 1};
        for (int first : borders) {
            for (int last : borders) {
                if (first <= last) {
                    ByteRange range = new ByteRange(first, last);
                    byte[] expected = Arrays.copyOfRange(sent, first, last + 1);
                    assertArrayEquals(expected, read(cipher, ID, length, range), range::toString);
                    assertArrayEquals(expected, cipher.decrypt(ID, stored, length, range), range::toString);
                }
            }
        }
        assertEquals(0, read(cipher, ID, length, new ByteRange(SEGMENT, SEGMENT - 1)).length);
    }

    /** A blob of which one segment is whole serves what lies in that segment. */
    @Test
    void aRangeReadsTheSegmentsItTouchesOnly() throws IOException {
        int length = 3 * SEGMENT;
        byte[] sent = bytes(length);
        byte[] stored = cipher.encrypt(ID, sent);
        Arrays.fill(stored, 0, SEGMENT + TAG, (byte) 0);
        Arrays.fill(stored, 2 * (SEGMENT + TAG), stored.length, (byte) 0);
        store(ID, stored);
        assertArrayEquals(
                Arrays.copyOfRange(sent, SEGMENT, 2 * SEGMENT), read(cipher, ID, length, new ByteRange(SEGMENT, 2 * SEGMENT - 1)));
        assertThrows(DamagedContentException.class, () -> read(cipher, ID, length, new ByteRange(SEGMENT - 1, SEGMENT)));
        assertThrows(DamagedContentException.class, () -> read(cipher, ID, length, new ByteRange(SEGMENT, 2 * SEGMENT)));
    }

    @Test
    void noticesAChangedBit() throws IOException {
        int length = SEGMENT + 10;
        byte[] stored = cipher.encrypt(ID, bytes(length));
        for (int at : new int[] {0, SEGMENT - 1, SEGMENT, SEGMENT + TAG - 1, SEGMENT + TAG, SEGMENT + TAG + 10, stored.length - 1}) {
            stored[at] ^= 1;
            assertDamaged(stored, length);
            stored[at] ^= 1;
        }
        assertArrayEquals(bytes(length), cipher.decrypt(ID, stored, length, whole(length)));
    }

    @Test
    void noticesWhatWasCutOff() throws IOException {
        int length = 2 * SEGMENT + 10;
        byte[] stored = cipher.encrypt(ID, bytes(length));
        for (int left : new int[] {0, 1, TAG, SEGMENT, SEGMENT + TAG, 2 * (SEGMENT + TAG), stored.length - 1}) {
            assertDamaged(Arrays.copyOf(stored, left), length);
        }
    }

    /** Cut at a border, and the record changed to match: the segment that is last now was not sealed as the last. */
    @Test
    void noticesACutThatTheRecordAgreesWith() throws IOException {
        byte[] stored = cipher.encrypt(ID, bytes(2 * SEGMENT));
        assertDamaged(Arrays.copyOf(stored, SEGMENT + TAG), SEGMENT);
        assertDamaged(Arrays.copyOf(cipher.encrypt(ID, bytes(SEGMENT)), SEGMENT + TAG), 2 * SEGMENT);
    }

    @Test
    void noticesSegmentsInAnotherOrder() throws IOException {
        byte[] stored = cipher.encrypt(ID, bytes(3 * SEGMENT));
        int segment = SEGMENT + TAG;
        byte[] swapped = stored.clone();
        System.arraycopy(stored, 0, swapped, segment, segment);
        System.arraycopy(stored, segment, swapped, 0, segment);
        assertDamaged(swapped, 3 * SEGMENT);
        byte[] repeated = stored.clone();
        System.arraycopy(stored, 0, repeated, segment, segment);
        assertDamaged(repeated, 3 * SEGMENT);
    }

    @Test
    void opensUnderItsOwnKeyAndIdOnly() throws IOException {
        byte[] stored = cipher.encrypt(ID, bytes(100));
        ContentCipher other = ContentCipher.of(DataKey.fresh());
        assertThrows(DamagedContentException.class, () -> other.decrypt(ID, stored, 100, whole(100)));
        assertThrows(DamagedContentException.class, () -> cipher.decrypt("another", stored, 100, whole(100)));
    }

    @Test
    void hidesWhatItStores() {
        byte[] sent = "a secret that repeats ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        byte[] stored = cipher.encrypt(ID, sent);
        assertFalse(new String(stored, StandardCharsets.ISO_8859_1).contains("secret"));
        int segment = SEGMENT + TAG;
        assertNotEquals(-1, Arrays.mismatch(Arrays.copyOf(stored, segment), Arrays.copyOfRange(stored, segment, 2 * segment)));
        assertFalse(Arrays.equals(stored, cipher.encrypt("another", sent)));
    }

    @Test
    void withoutAKeyBytesLieAsTheyAre() throws IOException {
        byte[] sent = bytes(1000);
        assertEquals(1000, ContentCipher.NONE.storedLength(1000));
        assertEquals(-1, cipher.storedLength(-1));
        store(ID, ContentCipher.NONE.encrypt(ID, sent));
        try (Stream<Path> files = Files.walk(directory)) {
            Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            assertArrayEquals(sent, Arrays.copyOf(Files.readAllBytes(file), 1000));
            assertArrayEquals(sent, read(ContentCipher.NONE, ID, 1000, whole(1000)));
            assertEquals(new Slice.InFile(file, 10, 20), ContentCipher.NONE.slice(blobs, ID, 1000, new ByteRange(10, 29)));
        }
        assertArrayEquals(Arrays.copyOfRange(sent, 10, 30), read(ContentCipher.NONE, ID, 1000, new ByteRange(10, 29)));
        assertArrayEquals(Arrays.copyOfRange(sent, 10, 30),
                ContentCipher.NONE.decrypt(ID, sent, 1000, new ByteRange(10, 29)));
    }
}
