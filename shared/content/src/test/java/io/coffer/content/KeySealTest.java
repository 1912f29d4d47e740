package io.coffer.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeySealTest {

    private final byte[] master = DataKey.fresh().bytes();
    private final KeySeal seal = new KeySeal(master, "tests");
    private final DataKey dataKey = DataKey.fresh();

    @Test
    void opensWhatItSealed() {
        assertArrayEquals(dataKey.bytes(), seal.open(seal.seal(dataKey, "bucket/key"), "bucket/key").orElseThrow().bytes());
    }

    @Test
    void neverSealsTheSameKeyAlike() {
        assertFalse(Arrays.equals(seal.seal(dataKey, "bucket/key"), seal.seal(dataKey, "bucket/key")));
    }

    @Test
    void opensUnderNoOtherKeyAndForNoOtherPurpose() {
        byte[] sealed = seal.seal(dataKey, "bucket/key");
        assertEquals(Optional.empty(), new KeySeal(DataKey.fresh().bytes(), "tests").open(sealed, "bucket/key"));
        assertEquals(Optional.empty(), new KeySeal(master, "others").open(sealed, "bucket/key"));
    }

    @Test
    void opensAtNoOtherPlace() {
        byte[] sealed = seal.seal(dataKey, "bucket/key");
        assertEquals(Optional.empty(), seal.open(sealed, "bucket/other"));
        assertEquals(Optional.empty(), seal.open(sealed, ""));
        assertEquals(Optional.empty(), seal.open(Arrays.copyOfRange(sealed, 1, sealed.length), "bucket/key"));
    }

    /** Made by what sealed without a place: 32 bytes under another 32, salt and all. */
    @Test
    void opensWhatWasSealedBeforeThereWerePlaces() {
        HexFormat hex = HexFormat.of();
        KeySeal before = new KeySeal(hex.parseHex("11".repeat(32)), "tests");
        byte[] sealed = hex.parseHex("33".repeat(32) + "e84c68fe00c6b1c89802eb6e2de8624dbc06414c4d4cfdab12322a59cc4651bc"
                + "c94cb69a1cf859335699346b3716bb7a");
        assertArrayEquals(hex.parseHex("22".repeat(32)), before.open(sealed, "any").orElseThrow().bytes());
    }

    @Test
    void noticesDamage() {
        byte[] sealed = seal.seal(dataKey, "bucket/key");
        for (int at = 0; at < sealed.length; at++) {
            sealed[at] ^= 1;
            assertEquals(Optional.empty(), seal.open(sealed, "bucket/key"));
            sealed[at] ^= 1;
        }
        assertEquals(Optional.empty(), seal.open(Arrays.copyOf(sealed, sealed.length - 1), "bucket/key"));
        assertEquals(Optional.empty(), seal.open(new byte[0], "bucket/key"));
    }

    @Test
    void keysHave32BytesAndPrintNothing() {
        assertThrows(IllegalArgumentException.class, () -> new KeySeal(new byte[16], "tests"));
        assertThrows(IllegalArgumentException.class, () -> new DataKey(new byte[33]));
        assertEquals("DataKey[hidden]", dataKey.toString());
        assertEquals("KeySeal[hidden]", seal.toString());
    }

    @Test
    void everyBlobHasAKeyOfItsOwn() {
        assertFalse(Arrays.equals(dataKey.ofBlob("a"), dataKey.ofBlob("b")));
    }
}
