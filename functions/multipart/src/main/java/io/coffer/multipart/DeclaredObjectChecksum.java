package io.coffer.multipart;

import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.content.DeclaredChecksums;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checksum of the object that the headers of a CompleteMultipartUpload have. A composite one may have the number of parts behind it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">S3 API Reference,
 *     CompleteMultipartUpload: request headers</a>
 */
record DeclaredObjectChecksum(ChecksumAlgorithm algorithm, String value) {

    /** @throws S3Exception InvalidRequest for more than one, or what is no checksum */
    static Optional<DeclaredObjectChecksum> of(S3Headers headers) {
        return DeclaredChecksums.inHeader(headers).map(algorithm -> {
            String value = headers.find(algorithm.header()).orElse("").trim();
            if (!algorithm.isValue(Checksum.withoutPartCount(value))) {
                throw DeclaredChecksums.invalidValue(algorithm.header());
            }
            return new DeclaredObjectChecksum(algorithm, value);
        });
    }

    /**
     * @param named the algorithm that the upload was created with; null for none. S3 then refuses the algorithms of 2026 and passes over
     *     the older ones; here whatever cannot be compared is refused
     * @throws S3Exception BadDigest, InvalidRequest
     */
    void require(@Nullable ChecksumAlgorithm named, Checksum computed) {
        if (named == null && algorithm != computed.algorithm()) {
            throw UploadChecksum.mismatch(null, algorithm);
        }
        boolean same = value.equals(computed.value()) || value.equals(computed.digest());
        if (algorithm != computed.algorithm() || !same) {
            throw new S3Exception(S3ErrorCode.BAD_DIGEST,
                    "The " + computed.algorithm().lowerCaseName() + " you specified did not match the calculated checksum.");
        }
    }
}
