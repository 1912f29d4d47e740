package io.coffer.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VerifiedInputStreamTest {

    private static final byte[] BYTES = new byte[10_000];

    static {
        new Random(1).nextBytes(BYTES);
    }

    private static InputStream over(byte[] stored) {
        var digest = ChecksumAlgorithm.CRC64NVME.newDigest();
        digest.update(BYTES, 0, BYTES.length);
        return new VerifiedInputStream(
                new ByteArrayInputStream(stored), "blob", BYTES.length, ChecksumAlgorithm.CRC64NVME, digest.digest());
    }

    private static void read(InputStream from, int piece, ByteArrayOutputStream to) throws IOException {
        byte[] buffer = new byte[piece];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 10_000, 20_000})
    void whatWasStoredIsRead(int piece) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        read(over(BYTES), piece, all);
        assertArrayEquals(BYTES, all.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 10_000, 20_000})
    void theEndOfOtherBytesIsNotGivenOut(int piece) {
        byte[] changed = BYTES.clone();
        changed[0] ^= 1;
        ByteArrayOutputStream some = new ByteArrayOutputStream();
        assertThrows(DamagedContentException.class, () -> read(over(changed), piece, some));
        assertTrue(some.size() < BYTES.length);
    }
}
