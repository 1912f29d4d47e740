package io.coffer.multipart;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.metadata.Upload;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request's checksum is of the algorithm that the upload was created with.
 *
 * @see <a href="https://github.com/floci-io/floci/pull/3093">floci, pull request 3093: what S3 answered in September 2026</a>
 */
final class UploadChecksum {

    private UploadChecksum() {}

    /**
     * A part of an upload without an algorithm may have any checksum. A part of a FULL_OBJECT upload may have none: then the one that is
     * computed while it is stored stands for it.
     *
     * @throws S3Exception InvalidRequest
     */
    static void requireOfPart(Upload upload, Optional<ChecksumAlgorithm> declared) {
        ChecksumAlgorithm expected = upload.checksumAlgorithm();
        boolean may = declared.isEmpty() ? upload.checksumType() != ChecksumType.COMPOSITE : declared.get() == expected;
        if (expected != null && !may) {
            throw mismatch(expected, declared.orElse(null));
        }
    }

    static S3Exception mismatch(@Nullable ChecksumAlgorithm expected, @Nullable ChecksumAlgorithm actual) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST,
                "Checksum Type mismatch occurred, expected checksum Type: " + name(expected) + ", actual checksum Type: " + name(actual));
    }

    private static String name(@Nullable ChecksumAlgorithm algorithm) {
        return algorithm == null ? "null" : algorithm.lowerCaseName();
    }
}
