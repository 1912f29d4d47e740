package io.coffer.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ChecksumAlgorithmTest {

    /** The check values of the CRC catalogue and of the NIST digests for the nine digits. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
    })
    void agreesWithThePublishedCheckValue(ChecksumAlgorithm algorithm, String check) {
        byte[] value = digestOf(algorithm, "123456789".getBytes(StandardCharsets.US_ASCII));
        assertEquals(check, HexFormat.of().formatHex(value));
        assertEquals(algorithm.length(), value.length);
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
        assertEquals(Optional.empty(), ChecksumAlgorithm.named("MD5"));
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

    private static byte[] digestOf(ChecksumAlgorithm algorithm, byte[] bytes) {
        StreamingDigest digest = algorithm.newDigest();
        digest.update(bytes, 0, bytes.length);
        return digest.digest();
    }
}
