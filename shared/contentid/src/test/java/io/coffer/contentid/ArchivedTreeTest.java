package io.coffer.contentid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.contentid.ArchivedTree.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archives are of Helia's importer; {@code src/test/npm/archive.mjs} writes them. */
class ArchivedTreeTest {

    private static byte[] directory() throws IOException {
        return resource("directory.car");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ArchivedTreeTest.class.getResourceAsStream("/" + name)) {
            return in.readAllBytes();
        }
    }

    private static String root(byte[] archive) {
        CarDigest digest = new CarDigest();
        digest.update(archive, 0, archive.length);
        return digest.finish().toString();
    }

    private static ArchivedTree tree(byte[] archive, String root) throws IOException {
        return ArchivedTree.ofArchive(stored(archive), archive.length, root);
    }

    private static StoredBytes stored(byte[] bytes) {
        return (offset, length) -> new ByteArrayInputStream(bytes, (int) offset, (int) length);
    }

    private static byte[] gathered(byte[] stored, List<Piece> pieces) throws IOException {
        try (InputStream all = new Gathered(pieces, stored(stored))) {
            return all.readAllBytes();
        }
    }

    private static String text(byte[] archive, ArchivedTree tree, Entry entry) throws IOException {
        return new String(gathered(archive, tree.file(entry)), StandardCharsets.UTF_8);
    }

    @Test
    void aPathLeadsThroughDirectoriesToAFileOfSeveralBlocks() throws IOException {
        byte[] archive = directory();
        ArchivedTree tree = tree(archive, root(archive));
        Entry entry = tree.find(List.of("words", "hello.txt")).orElseThrow();

        assertEquals("hello hello hello hello\n", text(archive, tree, entry));
        assertEquals("hello.txt", entry.name());
        assertEquals(entry, tree.page(entry).orElseThrow());
    }

    @Test
    void aDirectoryIsItsIndexPageIfItHasOne() throws IOException {
        byte[] archive = directory();
        ArchivedTree tree = tree(archive, root(archive));

        Entry page = tree.page(tree.find(List.of()).orElseThrow()).orElseThrow();
        assertEquals("index.html", page.name());
        assertEquals("<h1>Coffer</h1>\n", text(archive, tree, page));
        assertTrue(tree.page(tree.find(List.of("words")).orElseThrow()).isEmpty());
    }

    @Test
    void whatIsNotInTheDirectoryIsNotFound() throws IOException {
        byte[] archive = directory();
        ArchivedTree tree = tree(archive, root(archive));

        assertTrue(tree.find(List.of("words", "other")).isEmpty());
        assertTrue(tree.find(List.of("index.html", "below a file")).isEmpty());
        assertTrue(tree.find(List.of("")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"sharded.car, 300", "sharded-16.car, 59"})
    void namesInShardedDirectoriesAreFoundByTheirHashes(String resource, int files) throws IOException {
        byte[] archive = resource(resource);
        ArchivedTree tree = tree(archive, root(archive));

        for (int i = 0; i < files; i++) {
            assertEquals("file " + i, text(archive, tree, tree.find(List.of("ü " + i + ".txt")).orElseThrow()));
        }
        assertTrue(tree.find(List.of("ü " + files + ".txt")).isEmpty());
        assertTrue(tree.find(List.of("")).isEmpty());
        Entry page = tree.page(tree.find(List.of()).orElseThrow()).orElseThrow();
        assertEquals("<h1>Sharded</h1>\n", text(archive, tree, page));
    }

    @Test
    void aShardedDirectoryMayBeBelowAnother() throws IOException {
        byte[] archive = resource("sharded.car");
        ArchivedTree tree = tree(archive, root(archive));

        for (int i = 0; i < 20; i++) {
            assertEquals("below " + i, text(archive, tree, tree.find(List.of("below", String.valueOf(i))).orElseThrow()));
        }
        assertTrue(tree.page(tree.find(List.of("below")).orElseThrow()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"1, 34, 256, 0", "5, 18, 256, 0", "5, 34, 255, 0", "5, 34, 2048, 0", "5, 34, 0, 0", "5, 34, 256, 1"})
    void aDirectoryOfShardsThatAreNoneIsRefused(int type, long hashFunction, long fanout, int slots) {
        Shards shards = new Shards(cid -> {
            throw new AssertionError(cid);
        });
        DagNode shard = new DagNode(List.of(), type, 0, 0, new long[0], slots, hashFunction, fanout);

        assertThrows(ArchiveRefusal.class, () -> shards.entry(shard, "name"));
    }

    @Test
    void anArchiveWithoutABlockOnTheWayIsRefused() throws IOException {
        byte[] archive = directory();
        String root = root(archive);
        Piece block = tree(archive, root).find(List.of("words")).orElseThrow().block();
        byte[] without = archive.clone();
        // The block has another content id, of the same kind.
        without[(int) block.offset() - 1] ^= 1;
        ArchivedTree tree = tree(without, root);

        assertThrows(ArchiveRefusal.class, () -> tree.find(List.of("words", "hello.txt")));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] withLength(int before, byte[] bytes) {
        ByteArrayOutputStream length = new ByteArrayOutputStream();
        length.write(before);
        Varint.write(length, bytes.length);
        return join(length.toByteArray(), bytes);
    }

    private static byte[] cid(byte[] block) throws GeneralSecurityException {
        return join(new byte[] {1, 0x70, 0x12, 32}, MessageDigest.getInstance("SHA-256").digest(block));
    }

    @Test
    void fewBlocksThatAreAFileOfVeryManyAreRefused() throws Exception {
        byte[] block = withLength(10, new byte[] {8, 2});
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        archive.write(0);
        for (int level = 0; level < 12; level++) {
            byte[] cid = cid(block);
            Varint.write(archive, cid.length + block.length);
            archive.writeBytes(join(cid, block));
            byte[] link = withLength(0x12, withLength(10, cid));
            byte[] links = {};
            for (int i = 0; i < 10; i++) {
                links = join(links, link);
            }
            block = join(withLength(10, new byte[] {8, 2}), links);
        }
        byte[] cid = cid(block);
        Varint.write(archive, cid.length + block.length);
        archive.writeBytes(join(cid, block));
        ArchivedTree tree = tree(archive.toByteArray(), new Cid(cid).toString());

        assertThrows(ArchiveRefusal.class, () -> tree.file(tree.find(List.of()).orElseThrow()));
    }

    @Test
    void aFileOfCoffersOwnArchiveIsItsBytes() throws IOException {
        byte[] bytes = new byte[3 * FileDigest.CHUNK + 5];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        FileDigest digest = new FileDigest();
        digest.update(bytes, 0, bytes.length);
        String cid = digest.finish().toString();
        byte[] archive = new FileCar(new ByteArrayInputStream(bytes), cid).readAllBytes();
        ArchivedTree tree = tree(archive, cid);

        assertArrayEquals(bytes, gathered(archive, tree.file(tree.find(List.of()).orElseThrow())));
    }
}
