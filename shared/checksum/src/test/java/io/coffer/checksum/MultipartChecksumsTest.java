package io.coffer.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.checksum.MultipartChecksums.CrcPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MultipartChecksumsTest {

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void partsCombineToTheChecksumOfTheWhole(ChecksumAlgorithm algorithm) {
        Random random = new Random(11);
        for (int round = 0; round < 50; round++) {
            byte[] whole = new byte[random.nextInt(20_000)];
            random.nextBytes(whole);
            List<CrcPart> parts = new ArrayList<>();
            int at = 0;
            while (at < whole.length) {
                int length = Math.min(random.nextInt(3_000), whole.length - at);
                parts.add(new CrcPart(digestOf(algorithm, Arrays.copyOfRange(whole, at, at + length)), length));
                at += length;
            }
            Checksum expected = new Checksum(algorithm, ChecksumType.FULL_OBJECT, base64(digestOf(algorithm, whole)));
            assertEquals(expected, MultipartChecksums.fullObject(algorithm, parts));
        }
    }

    /** The most parts an upload may have. */
    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void tenThousandPartsCombine(ChecksumAlgorithm algorithm) {
        byte[] part = new byte[1 << 10];
        StreamingDigest whole = algorithm.newDigest();
        for (int i = 0; i < 10_000; i++) {
            whole.update(part, 0, part.length);
        }
        CrcPart crc = new CrcPart(digestOf(algorithm, part), part.length);
        assertEquals(base64(whole.digest()), MultipartChecksums.fullObject(algorithm, Collections.nCopies(10_000, crc)).value());
    }

    @Test
    void onlyCrcsCombine() {
        assertThrows(IllegalArgumentException.class, () -> MultipartChecksums.fullObject(ChecksumAlgorithm.SHA256, List.of()));
    }

    @Test
    void compositeIsTheChecksumOfThePartsChecksums() {
        byte[] first = {1, 2, 3, 4};
        byte[] second = {5, 6, 7, 8};
        assertEquals(
                new Checksum(
                        ChecksumAlgorithm.CRC32,
                        ChecksumType.COMPOSITE,
                        base64(digestOf(ChecksumAlgorithm.CRC32, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})) + "-2"),
                MultipartChecksums.composite(ChecksumAlgorithm.CRC32, List.of(first, second)));
    }

    @Test
    void etagOfPartsIsTheMd5OfTheirMd5s() {
        String empty = "d41d8cd98f00b204e9800998ecf8427e";
        assertEquals("59adb24ef3cdbe0297f05b395827453f-1", ETags.multipart(List.of(empty)));
    }

    private static byte[] digestOf(ChecksumAlgorithm algorithm, byte[] bytes) {
        StreamingDigest digest = algorithm.newDigest();
        digest.update(bytes, 0, bytes.length);
        return digest.digest();
    }

    private static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }
}
