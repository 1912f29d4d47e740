package io.coffer.metadata.contents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Part;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.OrderedTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeafStoreTest {

    private static final String UPLOAD = "upload";

    private final OrderedTables tables = new MemoryTables();
    private final LeafStore leaves = new LeafStore(tables);
    private final Random random = new Random(1);

    private static Part part(int number, String blobId) {
        return new Part(number, blobId, 1, "etag", "sum", 1);
    }

    private byte[] kept(Part part, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        tables.commit(LeafStore.put(UPLOAD, part, bytes));
        return bytes;
    }

    @Test
    void theLeavesOfAllPartsComeInTheirOrder() throws IOException {
        List<Part> parts = new ArrayList<>();
        List<byte[]> stored = new ArrayList<>();
        for (int number = 1; number <= 250; number++) {
            parts.add(part(number, Ids.random()));
            stored.add(kept(parts.get(number - 1), 32));
        }
        List<byte[]> read = new ArrayList<>();

        assertTrue(leaves.forEach(UPLOAD, parts, (part, bytes) -> read.add(bytes)));
        assertArrayEquals(stored.toArray(), read.toArray());
    }

    /** 5 GiB have 20,480 leaves, which do not fit one item. */
    @Test
    void aPartOfTheLargestSizeHasAllItsLeaves() throws IOException {
        Part large = part(2, "large");
        kept(part(1, "first"), 32);
        byte[] stored = kept(large, 20_480 * 32);
        kept(part(3, "last"), 32);

        assertTrue(leaves.forEach(UPLOAD, List.of(large), (part, bytes) -> assertArrayEquals(stored, bytes)));
    }

    @Test
    void leavesOfReplacedAndUnnamedPartsArePassedOver() throws IOException {
        kept(part(1, "a-replaced"), 64);
        byte[] first = kept(part(1, "b"), 32);
        kept(part(1, "c-replaced"), 64);
        kept(part(2, "unnamed"), 32);
        byte[] third = kept(part(3, "d"), 32);
        List<byte[]> read = new ArrayList<>();

        assertTrue(leaves.forEach(UPLOAD, List.of(part(1, "b"), part(3, "d")), (part, bytes) -> read.add(bytes)));
        assertArrayEquals(new Object[] {first, third}, read.toArray());
    }

    @Test
    void aPartWithoutLeavesIsTold() throws IOException {
        kept(part(2, "b"), 32);

        assertFalse(leaves.forEach(UPLOAD, List.of(part(1, "a"), part(2, "b")), (part, bytes) -> { }));
        assertFalse(leaves.forEach(UPLOAD, List.of(part(2, "b"), part(3, "c")), (part, bytes) -> { }));
    }

    @Test
    void theyGoAwayWithTheManifestsOfTheirUpload() throws IOException {
        ManifestStore manifests = new ManifestStore(tables);
        Part part = part(1, "a");
        kept(part, 32);
        Content.Parts content = manifests.write(UPLOAD, List.of(part));
        manifests.deleteExcept(UPLOAD, content.attempt());

        assertFalse(leaves.forEach(UPLOAD, List.of(part), (named, bytes) -> { }));
        assertEquals(1, manifests.page(content, 0).size());
    }
}
