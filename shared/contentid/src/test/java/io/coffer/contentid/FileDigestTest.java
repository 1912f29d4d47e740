package io.coffer.contentid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
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

    /** What was read of a file whose pieces were joined. */
    private static final class ReadBytes implements JoinedLeaves.Bytes {

        private long read;

        @Override
        public InputStream open(long from, long to) {
            read += to - from;
            return new ByteArrayInputStream(bytes(from, (int) (to - from)));
        }
    }

    private static String joined(ReadBytes file, List<Long> sizes, List<Long> hashedFor) throws IOException {
        JoinedLeaves joined = new JoinedLeaves(file);
        long from = 0;
        for (int i = 0; i < sizes.size(); i++) {
            joined.add(digest(new LeavesDigest(hashedFor.get(i)), from, sizes.get(i), PIECE), sizes.get(i), i == sizes.size() - 1);
            from += sizes.get(i);
        }
        return joined.root().toString();
    }

    @ParameterizedTest
    @CsvSource({"5242880", "8388608", "262144"})
    void theLeavesOfPiecesOfWholeChunksGiveTheIdOfTheWholeAndNothingIsRead(long piece) throws IOException {
        long size = 50_000_000;
        List<Long> sizes = pieces(size, piece);
        ReadBytes file = new ReadBytes();

        assertEquals(cid(size, PIECE), joined(file, sizes, offsets(sizes)));
        assertEquals(0, file.read);
    }

    @ParameterizedTest
    @CsvSource({"5000000", "5242881", "5242879", "262143", "262145", "300000", "100000"})
    void ofPiecesThatAreNotWholeChunksOnlyTheChunksAcrossThemAreRead(long piece) throws IOException {
        long size = 20_000_000;
        List<Long> sizes = pieces(size, piece);
        List<Long> likely = likely(sizes);
        ReadBytes file = new ReadBytes();

        assertEquals(cid(size, PIECE), joined(file, sizes, likely));
        assertTrue(file.read <= (long) sizes.size() * CHUNK + sizes.get(sizes.size() - 1), "bytes that were read: " + file.read);
        assertEquals(expected(sizes, likely), file.read);
    }

    @Test
    void piecesThatWereNotWhereTheyWereHashedForAreRead() throws IOException {
        List<Long> sizes = List.of(3L * CHUNK + 5, 1L, 0L, 5L * CHUNK, 700_000L, 2L * CHUNK - 6, 12L);
        long size = sizes.stream().mapToLong(Long::longValue).sum();
        for (List<Long> hashedFor : List.of(likely(sizes), offsets(sizes), Collections.nCopies(sizes.size(), 0L))) {
            ReadBytes file = new ReadBytes();
            assertEquals(cid(size, PIECE), joined(file, sizes, hashedFor));
            assertEquals(expected(sizes, hashedFor), file.read);
        }
    }

    private static long expected(List<Long> sizes, List<Long> hashedFor) {
        JoinedLeaves.Reading reading = new JoinedLeaves.Reading();
        for (int i = 0; i < sizes.size(); i++) {
            reading.add(sizes.get(i), hashedFor.get(i), i == sizes.size() - 1);
        }
        return reading.bytes();
    }

    private static List<Long> pieces(long size, long piece) {
        List<Long> sizes = new ArrayList<>();
        for (long from = 0; from < size; from += piece) {
            sizes.add(Math.min(piece, size - from));
        }
        return sizes;
    }

    private static List<Long> offsets(List<Long> sizes) {
        List<Long> offsets = new ArrayList<>();
        long offset = 0;
        for (long size : sizes) {
            offsets.add(offset);
            offset += size;
        }
        return offsets;
    }

    private static List<Long> likely(List<Long> sizes) {
        return IntStream.range(0, sizes.size()).mapToObj(i -> JoinedLeaves.likelyOffset(i + 1, sizes.get(i))).toList();
    }

    @Test
    void emptyPiecesAddNothing() throws IOException {
        assertEquals(EMPTY, joined(new ReadBytes(), List.of(0L), List.of(0L)));
        assertEquals(EMPTY, joined(new ReadBytes(), List.of(0L, 0L), List.of(0L, 0L)));
        assertEquals(cid(1, PIECE), joined(new ReadBytes(), List.of(0L, 1L, 0L), List.of(0L, 0L, 1L)));
        assertEquals(cid(1, PIECE), joined(new ReadBytes(), List.of(0L, 1L, 0L), List.of(0L, 0L, 0L)));
    }

    @Test
    void leavesOfAnotherSizeAreRefused() {
        byte[] leaves = digest(new LeavesDigest(0), 0, CHUNK + 1, PIECE);

        assertThrows(IllegalArgumentException.class, () -> new JoinedLeaves(new ReadBytes()).add(leaves, CHUNK, true));
    }
}
