package io.coffer.contentid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads an archive that {@code src/test/npm/archive.mjs} wrote with the libraries of IPFS, and what is left of it when it is damaged. */
class CarDigestTest {

    private static final String ROOT = "bafybeih3ooz5heaywmvrboqut4tbltt5nd4b5p7mgw2hug7wyjmhnxi2au";
    private static final byte[] ARCHIVE = archive();

    private static byte[] archive() {
        try (InputStream in = CarDigestTest.class.getResourceAsStream("/directory.car")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String root(byte[] archive, int piece) {
        CarDigest digest = new CarDigest();
        for (int from = 0; from < archive.length; from += piece) {
            digest.update(archive, from, Math.min(piece, archive.length - from));
        }
        return digest.finish().toString();
    }

    private static Optional<String> rootIfAccepted(byte[] archive) {
        try {
            return Optional.of(root(archive, archive.length));
        } catch (InvalidArchiveException e) {
            return Optional.empty();
        }
    }

    private static void assertRefused(String message, byte[] archive) {
        InvalidArchiveException refusal = assertThrows(InvalidArchiveException.class, () -> root(archive, archive.length));
        assertTrue(refusal.getMessage().contains(message), refusal::getMessage);
    }

    /** An archive of version 1 whose header is given in hexadecimal, and its sections. */
    private static byte[] archive(String header, byte[]... sections) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] map = HexFormat.of().parseHex(header.replace(" ", ""));
        Varint.write(out, map.length);
        out.writeBytes(map);
        for (byte[] section : sections) {
            Varint.write(out, section.length);
            out.writeBytes(section);
        }
        return out.toByteArray();
    }

    /** The header of an archive with the roots given, each in hexadecimal. */
    private static String header(String... roots) {
        StringBuilder map = new StringBuilder("a2 65726f6f7473 ").append(Integer.toHexString(0x80 + roots.length));
        for (String root : roots) {
            map.append("d82a 58").append("%02x".formatted(root.length() / 2 + 1)).append("00").append(root);
        }
        return map.append("6776657273696f6e 01").toString();
    }

    private static byte[] section(String cid, byte[] block) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex(cid));
        out.writeBytes(block);
        return out.toByteArray();
    }

    private static String raw(byte[] block) {
        return HexFormat.of().formatHex(Cid.of(Codec.RAW, Sha256.of(block)).bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 586, 4096})
    void theRootOfAnArchiveIsItsId(int piece) {
        assertEquals(ROOT, root(ARCHIVE, piece));
    }

    @Test
    void anArchiveThatIsCutShortIsRefusedOrLacksOnlyWholeBlocks() {
        for (int length = 0; length < ARCHIVE.length; length++) {
            Optional<String> root = rootIfAccepted(Arrays.copyOf(ARCHIVE, length));
            assertTrue(root.isEmpty() || root.get().equals(ROOT), "cut at " + length);
        }
        assertRefused("ends within its header", new byte[0]);
        assertRefused("ends within a block", Arrays.copyOf(ARCHIVE, ARCHIVE.length - 1));
    }

    @Test
    void noChangedByteGivesAnotherRoot() {
        for (int at = 0; at < ARCHIVE.length; at++) {
            byte[] changed = ARCHIVE.clone();
            changed[at] ^= 1;
            Optional<String> root = rootIfAccepted(changed);
            assertTrue(root.isEmpty() || root.get().equals(ROOT), "changed at " + at);
        }
    }

    @Test
    void aBlockOfAnotherHashIsRefused() {
        byte[] block = "block".getBytes(StandardCharsets.UTF_8);
        String cid = raw(block);
        assertEquals("b", root(archive(header(cid), section(cid, block)), 1).substring(0, 1));
        assertRefused("does not have the hash", archive(header(cid), section(cid, "other".getBytes(StandardCharsets.UTF_8))));
        assertRefused("ends within its content id", archive(header(cid), Arrays.copyOf(section(cid, block), 20)));
        assertRefused("does not have the block of its root", archive(header(cid)));
    }

    @Test
    void idsOfVersion0AndOtherHashesAreRead() {
        byte[] block = {0x0a, 0x02, 0x08, 0x01};
        String version0 = "1220" + HexFormat.of().formatHex(Sha256.of(block));
        assertEquals("bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354",
                root(archive(header(version0), section(version0, block)), 1));
        String identity = "01550003616263";
        assertEquals("bafkqaa3bmjrq", root(archive(header(identity), section(identity, new byte[] {'a', 'b', 'c'})), 2));
        assertRefused("does not have the hash", archive(header(identity), section(identity, new byte[] {'a', 'b', 'd'})));
        assertRefused("hash function is not supported: 0x1e", archive(header("01551e0101"), section("01551e0101", block)));
        assertRefused("digest has 4 bytes", archive(header("0155120401020304"), section("0155120401020304", block)));
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        String cid = raw(new byte[1]);
        assertRefused("no CAR archive", "<h1>This is a page</h1>".repeat(100).getBytes(StandardCharsets.UTF_8));
        assertRefused("no CAR archive", new byte[1000]);
        assertRefused("0 roots", archive(header()));
        assertRefused("2 roots", archive(header(cid, cid)));
        assertRefused("version 2", archive("a1 6776657273696f6e 02"));
        assertRefused("block of 2097153 bytes", archive(header(cid), new byte[(2 << 20) + 1]));
        assertRefused("block of 0 bytes", archive(header(cid), new byte[0]));
    }
}
