package io.coffer.checksum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;

final class NativeCrc64NvmeTest {

    /** Computes something else. */
    public static class Wrong implements Checksum {

        private final CRC32 other = new CRC32();

        @Override
        public void update(int b) {
            other.update(b);
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            other.update(bytes, offset, length);
        }

        @Override
        public long getValue() {
            return other.getValue();
        }

        @Override
        public void reset() {
            other.reset();
        }
    }

    /** Cannot load its library. */
    public static final class Unloadable extends Wrong {

        static {
            System.loadLibrary("coffer-has-no-such-library");
        }
    }

    @Test
    void computesWhatTablesDoForEveryLengthAndOffset() {
        Optional<Supplier<StreamingDigest>> library = NativeCrc64Nvme.find("software.amazon.awssdk.crt.checksums.CRC64NVME");
        assumeTrue(library.isPresent(), "the library has no build for this machine on the test's class path");
        byte[] bytes = new byte[3000];
        new Random(64).nextBytes(bytes);
        for (int length = 0; length < 1200; length++) {
            StreamingDigest fast = library.get().get();
            StreamingDigest tables = new Crc64Nvme();
            for (StreamingDigest digest : new StreamingDigest[] {fast, tables}) {
                digest.update(bytes, length % 17, length);
                digest.update(bytes, 7, length / 3);
            }
            assertArrayEquals(tables.digest(), fast.digest(), "length " + length);
        }
    }

    @Test
    void aLibraryThatIsMissingOrCannotBeLoadedOrComputesSomethingElseIsNotUsed() {
        assertTrue(NativeCrc64Nvme.find("io.coffer.NoSuchClass").isEmpty());
        assertTrue(NativeCrc64Nvme.find(Unloadable.class.getName()).isEmpty());
        assertTrue(NativeCrc64Nvme.find(Wrong.class.getName()).isEmpty());
    }
}
