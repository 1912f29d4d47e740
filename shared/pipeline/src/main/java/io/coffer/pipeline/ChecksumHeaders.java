package io.coffer.pipeline;

import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.protocol.http.S3Headers;
import io.coffer.protocol.xml.ChecksumElements;
import org.jspecify.annotations.Nullable;

/** Checksums as S3 shows them: one header or one XML element for each algorithm. */
public final class ChecksumHeaders {

    private ChecksumHeaders() {}

    /** Puts a checksum and its type on an answer, if there is one. */
    public static void write(@Nullable Checksum checksum, S3Headers headers) {
        if (checksum != null) {
            headers.set(checksum.algorithm().header(), checksum.value());
            headers.set("x-amz-checksum-type", checksum.type().name());
        }
    }

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
