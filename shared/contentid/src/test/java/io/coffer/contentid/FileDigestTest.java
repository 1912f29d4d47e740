package io.coffer.contentid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with what Helia's importer from npm computes; {@code src/test/npm/vectors.mjs} writes its results. */
class FileDigestTest {

    private static final int PIECE = 1 << 16;
    private static final int CHUNK = FileDigest.CHUNK;
    private static final String EMPTY = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

    /** The same bytes as {@code vectors.mjs} makes. */
    private static byte[] bytes(long from, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            long at = from + i;
            bytes[i] = (byte) ((at * 31 + (at >> 8) * 17 + (at >> 16)) % 251);
        }
        return bytes;
    }

    private static <T> T digest(ContentDigest<T> digest, long from, long size, int piece) {
        for (long done = 0; done < size; done += piece) {
            byte[] bytes = bytes(from + done, (int) Math.min(piece, size - done));
            digest.update(bytes, 0, bytes.length);
        }
        return digest.finish();
    }

    private static String cid(long size, int piece) {
        return digest(new FileDigest(), 0, size, piece).toString();
    }

    @ParameterizedTest(name = "{2} bytes in chunks of {0}, {1} links a node")
    @CsvFileSource(resources = "/content-ids.csv")
    void filesHaveTheIdsThatHeliaGivesThem(int chunk, int links, long size, String cid) {
        assertEquals(cid, digest(new FileDigest(chunk, links), 0, size, PIECE).toString());
    }

    @ParameterizedTest
    @CsvSource({"1", "1000", "262143", "262144", "262145", "600000"})
    void theIdDoesNotDependOnHowTheBytesArrive(int piece) {
        assertEquals(cid(3 * CHUNK + 7, PIECE), cid(3 * CHUNK + 7, piece));
    }

    @ParameterizedTest
    @CsvSource({"5242880", "8388608", "262144"})
    void theLeavesOfPiecesGiveTheIdOfTheWhole(int piece) {
        long size = 50_000_000;
        JoinedLeaves joined = new JoinedLeaves();
        for (long from = 0; from < size; from += piece) {
            long length = Math.min(piece, size - from);
            joined.add(digest(new LeavesDigest(), from, length, PIECE), length);
        }

        assertEquals(cid(size, PIECE), joined.root().toString());
    }

    @Test
    void emptyPiecesAddNothing() {
        JoinedLeaves nothing = new JoinedLeaves();
        JoinedLeaves one = new JoinedLeaves();
        byte[] empty = new LeavesDigest().finish();
        nothing.add(empty, 0);
        one.add(empty, 0);
        one.add(digest(new LeavesDigest(), 0, 1, PIECE), 1);
        one.add(empty, 0);

        assertEquals(EMPTY, nothing.root().toString());
        assertEquals(EMPTY, new JoinedLeaves().root().toString());
        assertEquals(cid(1, PIECE), one.root().toString());
    }

    @Test
    void onlyPiecesOfWholeChunksCanBeFollowed() {
        List.of(0L, 262_144L, 5L << 20, 8L << 20, 5L << 30).forEach(size -> assertTrue(JoinedLeaves.canBeFollowed(size)));
        List.of(1L, 262_143L, 262_145L, 10_000_000L).forEach(size -> assertFalse(JoinedLeaves.canBeFollowed(size)));
    }

    @Test
    void leavesOfAnotherSizeAreRefused() {
        byte[] leaves = digest(new LeavesDigest(), 0, CHUNK + 1, PIECE);

        assertThrows(IllegalArgumentException.class, () -> new JoinedLeaves().add(leaves, CHUNK));
    }
}
