package io.coffer.contentid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.contentid.ArchivedTree.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives of what paths lead to, of archives that Helia's importer made, and of files. */
class BlockSelectionTest {

    private static final Optional<EntityBytes> NO_RANGE = Optional.empty();

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = BlockSelectionTest.class.getResourceAsStream("/" + name)) {
            return in.readAllBytes();
        }
    }

    private static StoredBytes stored(byte[] bytes) {
        return (offset, length) -> new ByteArrayInputStream(bytes, (int) offset, (int) length);
    }

    /** Verifies every block. */
    private static String root(byte[] archive) {
        CarDigest digest = new CarDigest();
        digest.update(archive, 0, archive.length);
        return digest.finish().toString();
    }

    private static ArchivedTree tree(byte[] archive) throws IOException {
        return ArchivedTree.ofArchive(stored(archive), archive.length, root(archive));
    }

    private static byte[] archive(byte[] source, ArchivedTree tree, List<String> path, Scope scope, Optional<EntityBytes> bytes,
            boolean duplicates) throws IOException {
        List<Piece> pieces = tree.archive(path, scope, bytes, duplicates).orElseThrow();
        try (InputStream in = new Gathered(pieces, stored(source))) {
            byte[] archive = in.readAllBytes();
            assertEquals(archive.length, pieces.stream().mapToLong(Piece::size).sum());
            return archive;
        }
    }

    /** The content ids of an archive's blocks, in their order. */
    private static List<String> cids(byte[] archive) {
        List<String> cids = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(archive);
        in.position((int) (varint(in) + in.position()));
        while (in.hasRemaining()) {
            int end = (int) varint(in);
            end += in.position();
            CidReader cid = new CidReader();
            while (!cid.add(in.get())) {
                assertTrue(in.hasRemaining());
            }
            cids.add(cid.cid().toString());
            in.position(end);
        }
        return cids;
    }

    private static long varint(ByteBuffer in) {
        Varint number = new Varint();
        while (!number.add(in.get())) {
            assertTrue(in.hasRemaining());
        }
        return number.value();
    }

    private static String text(byte[] archive, List<String> path) throws IOException {
        ArchivedTree tree = tree(archive);
        try (InputStream in = new Gathered(tree.file(tree.find(path).orElseThrow()), stored(archive))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anArchiveOfAPathHasTheBlocksAlongItAndTheFileAndNothingElse() throws IOException {
        byte[] source = resource("directory.car");
        List<String> path = List.of("words", "hello.txt");
        byte[] car = archive(source, tree(source), path, Scope.ALL, NO_RANGE, false);

        assertEquals(root(source), root(car));
        assertEquals("hello hello hello hello\n", text(car, path));
        List<String> way = tree(source).find(path).orElseThrow().cids();
        assertEquals(way, cids(car).subList(0, 3));
        // The file is in two blocks of sixteen bytes.
        assertEquals(5, cids(car).size());
        assertFalse(cids(car).contains(tree(source).find(List.of("index.html")).orElseThrow().cid()));
    }

    @Test
    void theScopeSaysHowMuchOfWhatIsThereIsSent() throws IOException {
        byte[] source = resource("directory.car");
        ArchivedTree tree = tree(source);
        List<String> words = tree.find(List.of("words")).orElseThrow().cids();
        List<String> hello = tree.find(List.of("words", "hello.txt")).orElseThrow().cids();

        assertEquals(words, cids(archive(source, tree, List.of("words"), Scope.BLOCK, NO_RANGE, false)));
        assertEquals(words, cids(archive(source, tree, List.of("words"), Scope.ENTITY, NO_RANGE, false)));
        assertEquals(5, cids(archive(source, tree, List.of("words"), Scope.ALL, NO_RANGE, false)).size());
        assertEquals(hello, cids(archive(source, tree, List.of("words", "hello.txt"), Scope.BLOCK, NO_RANGE, false)));
        assertEquals(5, cids(archive(source, tree, List.of("words", "hello.txt"), Scope.ENTITY, NO_RANGE, false)).size());
        assertEquals(new HashSet<>(cids(source)), new HashSet<>(cids(archive(source, tree, List.of(), Scope.ALL, NO_RANGE, false))));
        assertTrue(tree.archive(List.of("words", "other"), Scope.ALL, NO_RANGE, false).isEmpty());
        assertTrue(tree.archive(List.of("index.html", "below"), Scope.BLOCK, NO_RANGE, false).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"sharded.car, 300", "sharded-16.car, 59"})
    void ofAShardedDirectoryTheShardsAlongThePathAreSent(String resource, int files) throws IOException {
        byte[] source = resource(resource);
        ArchivedTree tree = tree(source);
        int most = 0;
        for (int i = 0; i < files; i++) {
            List<String> path = List.of("ü " + i + ".txt");
            byte[] car = archive(source, tree, path, Scope.ALL, NO_RANGE, false);
            assertEquals("file " + i, text(car, path));
            most = Math.max(most, cids(car).size());
        }
        // The root, shards below it as far as names share slots, and the file.
        assertTrue(most > 2 && most <= 6, "blocks: " + most);
    }

    @Test
    void toListAShardedDirectoryAllItsShardsAreSentAndNoFile() throws IOException {
        byte[] source = resource("sharded.car");
        ArchivedTree tree = tree(source);
        byte[] car = archive(source, tree, List.of(), Scope.ENTITY, NO_RANGE, false);

        List<String> shards = cids(car);
        assertTrue(shards.size() > 1);
        for (int i = 0; i < 300; i++) {
            String file = tree.find(List.of("ü " + i + ".txt")).orElseThrow().cid();
            assertFalse(shards.contains(file));
            // The way to each file is there, and the file is what is missing.
            ArchiveRefusal missing = assertThrows(ArchiveRefusal.class, () -> tree(car).find(List.of("ü 7.txt")));
            assertTrue(missing.getMessage().contains(tree.find(List.of("ü 7.txt")).orElseThrow().cid()), missing::getMessage);
        }
    }

    @Test
    void blocksAreDepthFirstEachBeforeWhatItLinksTo() throws IOException {
        byte[] source = resource("directory.car");
        List<String> cids = cids(archive(source, tree(source), List.of(), Scope.ALL, NO_RANGE, true));

        ArchivedTree tree = tree(source);
        List<String> expected = new ArrayList<>(List.of(root(source), tree.find(List.of("index.html")).orElseThrow().cid()));
        expected.addAll(tree.find(List.of("words", "hello.txt")).orElseThrow().cids().subList(1, 3));
        assertEquals(expected, List.of(cids.get(0), cids.get(1), cids.get(2), cids.get(3)));
    }

    private static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String cid(byte[] file) {
        FileDigest digest = new FileDigest();
        digest.update(file, 0, file.length);
        return digest.finish().toString();
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "262144", "262145", "1000000", "45613057"})
    void aFileIsAnArchiveWithItsRootFirst(int size) throws IOException {
        byte[] file = bytes(size, size);
        String cid = cid(file);
        byte[] car = archive(file, ArchivedTree.ofFile(stored(file), size, cid), List.of(), Scope.ALL, NO_RANGE, true);

        assertEquals(cid, root(car));
        assertEquals(cid, cids(car).get(0));
        ArchivedTree tree = tree(car);
        try (InputStream in = new Gathered(tree.file(tree.find(List.of()).orElseThrow()), stored(car))) {
            assertArrayEquals(file, in.readAllBytes());
        }
    }

    @Test
    void aBlockThatIsLinkedToAgainIsSentOnceOrEachTime() throws IOException {
        byte[] file = new byte[5 * FileDigest.CHUNK];
        ArchivedTree tree = ArchivedTree.ofFile(stored(file), file.length, cid(file));

        assertEquals(2, cids(archive(file, tree, List.of(), Scope.ALL, NO_RANGE, false)).size());
        assertEquals(6, cids(archive(file, tree, List.of(), Scope.ALL, NO_RANGE, true)).size());
    }

    @ParameterizedTest
    @CsvSource({"0:*, 0, 3", "0:0, 0, 0", "262143:262144, 0, 1", "262144:262144, 1, 1", "-1:*, 3, 3", "-524293:-5, 1, 3",
            "600000:9999999, 2, 3", "499:-1000, 0, 2", "-9999999:3, 0, 0"})
    void ofARangeTheFewestBlocksThatVerifyItAreSent(String asked, int first, int last) throws IOException {
        byte[] file = bytes(3 * FileDigest.CHUNK + 5, 7);
        String cid = cid(file);
        List<String> expected = new ArrayList<>(List.of(cid));
        for (int i = first; i <= last; i++) {
            expected.add(cid(Arrays.copyOfRange(file, i * FileDigest.CHUNK, Math.min(file.length, (i + 1) * FileDigest.CHUNK))));
        }
        ArchivedTree tree = ArchivedTree.ofFile(stored(file), file.length, cid);

        assertEquals(expected, cids(archive(file, tree, List.of(), Scope.ENTITY, EntityBytes.parse(asked), false)));
    }

    @Test
    void ofARangeInALargeFileOnlyTheNodesAboveItAreSent() throws IOException {
        byte[] file = bytes(FileTree.LINKS * FileDigest.CHUNK + 1, 8);
        String cid = cid(file);
        ArchivedTree tree = ArchivedTree.ofFile(stored(file), file.length, cid);

        assertEquals(3, cids(archive(file, tree, List.of(), Scope.ENTITY, EntityBytes.parse("5:9"), false)).size());
        assertEquals(3, cids(archive(file, tree, List.of(), Scope.ENTITY, EntityBytes.parse("-1:*"), false)).size());
    }

    @Test
    void aRangeOfFilesInArchivesWorksAndOfDirectoriesIsIgnored() throws IOException {
        byte[] source = resource("directory.car");
        ArchivedTree tree = tree(source);

        assertEquals(4, cids(archive(source, tree, List.of("words", "hello.txt"), Scope.ENTITY, EntityBytes.parse("20:*"), false)).size());
        assertEquals(2, cids(archive(source, tree, List.of("words"), Scope.ENTITY, EntityBytes.parse("20:*"), false)).size());
    }

    @Test
    void aRangeOutsideOfTheFileIsRefusedAndAnEmptyOneIsTheRoot() throws IOException {
        byte[] file = bytes(600_000, 9);
        ArchivedTree tree = ArchivedTree.ofFile(stored(file), file.length, cid(file));

        for (String outside : List.of("600000:*", "600000:600001", "0:-600001")) {
            assertThrows(OutsideException.class, () -> tree.archive(List.of(), Scope.ENTITY, EntityBytes.parse(outside), false));
        }
        assertEquals(1, cids(archive(file, tree, List.of(), Scope.ENTITY, EntityBytes.parse("9:8"), false)).size());
        for (String none : List.of("", "1", "1:", ":1", "*:1", "1:2:3", "a:b", "99999999999999999999:1")) {
            assertTrue(EntityBytes.parse(none).isEmpty(), none);
        }
    }

    /** A directory of content ids that have their bytes within. */
    @Test
    void blocksThatAreWithinTheirContentIdsAreNotSent() throws IOException {
        byte[] within = {1, 0x55, 0, 2, 'h', 'i'};
        byte[] link = join(new byte[] {10, (byte) within.length}, within, new byte[] {18, 1, 'a', 24, 2});
        byte[] node = join(new byte[] {18, (byte) link.length}, link, new byte[] {10, 2, 8, 1});
        Cid root = Cid.of(Codec.DAG_PB, Sha256.of(node));
        byte[] source = join(FileCar.header(root), FileCar.section(root, node.length), node);
        ArchivedTree tree = tree(source);

        assertEquals(List.of(root.toString()), cids(archive(source, tree, List.of("a"), Scope.ALL, NO_RANGE, true)));
        try (InputStream in = new Gathered(tree.file(tree.find(List.of("a")).orElseThrow()), stored(source))) {
            assertEquals("hi", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void piecesThatFollowEachOtherAreReadFromOneStream() throws IOException {
        byte[] source = resource("sharded.car");
        int[] opened = new int[1];
        List<Piece> pieces = tree(source).archive(List.of(), Scope.ALL, NO_RANGE, false).orElseThrow();
        List<Piece> inOrder = new ArrayList<>(pieces);
        inOrder.sort((one, other) -> Long.compare(one.offset(), other.offset()));
        StoredBytes counted = (offset, length) -> {
            opened[0]++;
            return new ByteArrayInputStream(source, (int) offset, (int) length);
        };

        try (InputStream in = new Gathered(inOrder, counted)) {
            assertEquals(source.length, in.readAllBytes().length);
        }
        assertEquals(1, opened[0]);
    }
}
