package io.coffer.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ChecksumAlgorithmTest {

    /** The check values of the CRC catalogue, and what the digests' and xxHash's own tools give for the nine digits. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "SHA512, d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274a"
            + "d27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85",
        "MD5, 25f9e794323b453885f5181f1b624d0b",
        "XXHASH64, 8cb841db40e6ae83",
        "XXHASH3, 72dcb18b67a17dff",
        "XXHASH128, 33119477ede5dcd5e9716427681d5860"
    })
    void agreesWithThePublishedCheckValue(ChecksumAlgorithm algorithm, String check) {
        byte[] value = digestOf(algorithm, "123456789".getBytes(StandardCharsets.US_ASCII));
        assertEquals(check, HexFormat.of().formatHex(value));
        assertEquals(algorithm.length(), value.length);
    }

    /**
     * The sanity checks of xxHash with the seed 0, over every way the algorithms treat a length.
     *
     * @see <a href="https://github.com/Cyan4973/xxHash/blob/v0.8.3/cli/xsum_sanity_check.c">xxHash, cli/xsum_sanity_check.c</a>
     */
    @ParameterizedTest
    @CsvSource({
        "XXHASH64, 0, ef46db3751d8e999",
        "XXHASH64, 1, e934a84adb052768",
        "XXHASH64, 4, 9136a0dca57457ee",
        "XXHASH64, 14, 8282dcc4994e35c8",
        "XXHASH64, 222, b641ae8cb691c174",
        "XXHASH3, 0, 2d06800538d394c2",
        "XXHASH3, 1, c44bdff4074eecdb",
        "XXHASH3, 6, 27b56a84cd2d7325",
        "XXHASH3, 12, a713daf0dfbb77e7",
        "XXHASH3, 24, a3fe70bf9d3510eb",
        "XXHASH3, 48, 397da259ecba1f11",
        "XXHASH3, 80, bcdefbbb2c47c90a",
        "XXHASH3, 195, cd94217ee362ec3a",
        "XXHASH3, 403, cdeb804d65c6dea4",
        "XXHASH3, 512, 617e49599013cb6b",
        "XXHASH3, 2048, dd59e2c3a5f038e0",
        "XXHASH3, 2240, 6e73a90539cf2948",
        "XXHASH3, 2367, cb37aeb9e5d361ed",
        "XXHASH128, 0, 99aa06d3014798d86001c324468d497f",
        "XXHASH128, 1, a6cd5e9392000f6ac44bdff4074eecdb",
        "XXHASH128, 6, 082afe0b8162d12a3e7039bdda43cfc6",
        "XXHASH128, 12, 6e3efd8fc7802b18061a192713f69ad9",
        "XXHASH128, 24, 0ce966e4678d37611e7044d28b1b901d",
        "XXHASH128, 48, a002ac4e5478227ef942219aed80f67b",
        "XXHASH128, 81, 4952f58181ab00425e8bafb9f95fb803",
        "XXHASH128, 222, 337e09641b948717f1aebd597cec6b3a",
        "XXHASH128, 403, 1b6de21e332dd73dcdeb804d65c6dea4",
        "XXHASH128, 512, 18d2d110dcc9bca1617e49599013cb6b",
        "XXHASH128, 2048, f736557fd47073a5dd59e2c3a5f038e0",
        "XXHASH128, 2240, ccb134fbfa7ce49d6e73a90539cf2948",
        "XXHASH128, 2367, e89c0f6ff369b427cb37aeb9e5d361ed"
    })
    void agreesWithXxHashsOwnSanityChecks(ChecksumAlgorithm algorithm, int length, String expected) {
        byte[] bytes = new byte[length];
        long generator = 2654435761L;
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (generator >>> 56);
            generator *= 0x9E3779B185EBCA8DL;
        }
        assertEquals(expected, HexFormat.of().formatHex(digestOf(algorithm, bytes)));
    }

    @ParameterizedTest
    @EnumSource
    void valuesAreWhatAnEncoderWrites(ChecksumAlgorithm algorithm) {
        String value = Base64.getEncoder().encodeToString(digestOf(algorithm, new byte[] {1}));
        assertTrue(algorithm.isValue(value));
        assertFalse(algorithm.isValue(value.substring(4)));
        assertFalse(algorithm.isValue(value + "AAAA"));
        assertFalse(algorithm.isValue("!" + value.substring(1)));
        assertFalse(algorithm.isValue(value.replace("=", "")));
        assertFalse(algorithm.isValue(""));
        assertFalse(ChecksumAlgorithm.CRC32.isValue("y/Q5Jh=="));
    }

    @ParameterizedTest
    @EnumSource
    void theSameBytesInAnyStepsHaveTheSameValue(ChecksumAlgorithm algorithm) {
        Random random = new Random(7);
        byte[] bytes = new byte[10_000];
        random.nextBytes(bytes);
        StreamingDigest digest = algorithm.newDigest();
        int at = 0;
        while (at < bytes.length) {
            int step = Math.min(random.nextInt(70), bytes.length - at);
            digest.update(bytes, at, step);
            at += step;
        }
        assertEquals(HexFormat.of().formatHex(digestOf(algorithm, bytes)), HexFormat.of().formatHex(digest.digest()));
    }

    /** The definition, a bit at a time, over every length around the sixteen-byte step. */
    @Test
    void crc64NvmeAgreesWithItsDefinition() {
        byte[] bytes = new byte[80];
        new Random(1).nextBytes(bytes);
        for (int length = 0; length <= bytes.length; length++) {
            long register = -1L;
            for (int i = 0; i < length; i++) {
                register ^= bytes[i] & 0xff;
                for (int bit = 0; bit < 8; bit++) {
                    register = (register & 1) == 0 ? register >>> 1 : (register >>> 1) ^ 0x9A6C9329AC4BC9B5L;
                }
            }
            StreamingDigest digest = ChecksumAlgorithm.CRC64NVME.newDigest();
            digest.update(bytes, 0, length);
            assertEquals(HexFormat.of().toHexDigits(~register), HexFormat.of().formatHex(digest.digest()));
        }
    }

    @Test
    void namesAreAwsNamesInAnyCase() {
        assertEquals(Optional.of(ChecksumAlgorithm.CRC64NVME), ChecksumAlgorithm.named("crc64nvme"));
        assertEquals(Optional.of(ChecksumAlgorithm.SHA1), ChecksumAlgorithm.named("SHA1"));
        assertEquals(Optional.of(ChecksumAlgorithm.XXHASH128), ChecksumAlgorithm.named("xxhash128"));
        assertEquals(Optional.empty(), ChecksumAlgorithm.named("CRC16"));
        assertEquals(Optional.empty(), ChecksumAlgorithm.named(null));
        assertEquals("x-amz-checksum-crc32c", ChecksumAlgorithm.CRC32C.header());
    }

    @Test
    void typesAreThoseTheUserGuideAllows() {
        assertTrue(ChecksumAlgorithm.CRC32.supports(ChecksumType.COMPOSITE));
        assertTrue(ChecksumAlgorithm.CRC32C.supports(ChecksumType.FULL_OBJECT));
        assertFalse(ChecksumAlgorithm.CRC64NVME.supports(ChecksumType.COMPOSITE));
        assertFalse(ChecksumAlgorithm.SHA1.supports(ChecksumType.FULL_OBJECT));
        assertFalse(ChecksumAlgorithm.SHA256.supports(ChecksumType.FULL_OBJECT));
        assertEquals(ChecksumType.FULL_OBJECT, ChecksumAlgorithm.CRC64NVME.defaultMultipartType());
        assertEquals(ChecksumType.COMPOSITE, ChecksumAlgorithm.CRC32.defaultMultipartType());
        assertEquals(ChecksumType.COMPOSITE, ChecksumAlgorithm.SHA256.defaultMultipartType());
    }

    @ParameterizedTest
    @EnumSource(names = {"SHA512", "MD5", "XXHASH64", "XXHASH3", "XXHASH128"})
    void thoseOf2026AreCompositeOnly(ChecksumAlgorithm algorithm) {
        assertTrue(algorithm.supports(ChecksumType.COMPOSITE));
        assertFalse(algorithm.supports(ChecksumType.FULL_OBJECT));
        assertEquals(ChecksumType.COMPOSITE, algorithm.defaultMultipartType());
    }

    private static byte[] digestOf(ChecksumAlgorithm algorithm, byte[] bytes) {
        StreamingDigest digest = algorithm.newDigest();
        digest.update(bytes, 0, bytes.length);
        return digest.digest();
    }
}
