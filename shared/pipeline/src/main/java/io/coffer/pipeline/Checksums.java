package io.coffer.pipeline;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.protocol.xml.ChecksumElements;
import org.jspecify.annotations.Nullable;

/** Checksums as documents show them: one XML element for each algorithm. */
public final class Checksums {

    private Checksums() {}

    /** The elements that show a value of an algorithm; null for no value. */
    public static @Nullable ChecksumElements elements(@Nullable ChecksumAlgorithm algorithm, @Nullable String value) {
        if (algorithm == null || value == null) {
            return null;
        }
        return new ChecksumElements(
                algorithm == ChecksumAlgorithm.CRC32 ? value : null,
                algorithm == ChecksumAlgorithm.CRC32C ? value : null,
                algorithm == ChecksumAlgorithm.CRC64NVME ? value : null,
                algorithm == ChecksumAlgorithm.SHA1 ? value : null,
                algorithm == ChecksumAlgorithm.SHA256 ? value : null,
                algorithm == ChecksumAlgorithm.SHA512 ? value : null,
                algorithm == ChecksumAlgorithm.MD5 ? value : null,
                algorithm == ChecksumAlgorithm.XXHASH64 ? value : null,
                algorithm == ChecksumAlgorithm.XXHASH3 ? value : null,
                algorithm == ChecksumAlgorithm.XXHASH128 ? value : null);
    }
}
