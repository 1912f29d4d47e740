package io.coffer.multipart;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.CompleteMultipartUploadRequest.CompletedPart;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checksums that a CompleteMultipartUpload has for a part; there should be one at most.
 *
 * @see <a href="https://github.com/versity/versitygw/blob/main/tests/integration/CompleteMultipartUpload.go">versitygw's tests, which hold
 *     it to S3's answers</a>
 */
record NamedChecksums(@Nullable Integer partNumber, Map<ChecksumAlgorithm, String> values) {

    static NamedChecksums of(CompletedPart part) {
        Map<ChecksumAlgorithm, String> values = new EnumMap<>(ChecksumAlgorithm.class);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String value = value(part, algorithm);
            if (value != null && !value.isEmpty()) {
                values.put(algorithm, value);
            }
        }
        return new NamedChecksums(part.partNumber(), values);
    }

    private static @Nullable String value(CompletedPart part, ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> part.checksumCrc32();
            case CRC32C -> part.checksumCrc32c();
            case CRC64NVME -> part.checksumCrc64nvme();
            case SHA1 -> part.checksumSha1();
            case SHA256 -> part.checksumSha256();
            case SHA512 -> part.checksumSha512();
            case MD5 -> part.checksumMd5();
            case XXHASH64 -> part.checksumXxhash64();
            case XXHASH3 -> part.checksumXxhash3();
            case XXHASH128 -> part.checksumXxhash128();
        };
    }

    /**
     * Whether they are those of the part as it is stored. An upload that was created without an algorithm has parts without checksums, to
     * its client.
     *
     * @return false for another checksum than the part's
     * @throws S3Exception InvalidRequest for none if there must be one, InvalidArgument for several or what is no checksum, BadDigest
     *     for one of another algorithm
     */
    boolean match(Upload upload, Part part) {
        if (values.isEmpty()) {
            requireOptional(upload);
            return true;
        }
        Map.Entry<ChecksumAlgorithm, String> first = values.entrySet().iterator().next();
        if (values.size() > 1 || !first.getKey().isValue(first.getValue())) {
            throw S3Exception.invalidArgument("Checksum", values.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue() + ";")
                    .collect(Collectors.joining()), "Invalid Base64 or multiple checksums present in request");
        }
        if (upload.checksumAlgorithm() != null && upload.checksumAlgorithm() != first.getKey()) {
            throw new S3Exception(S3ErrorCode.BAD_DIGEST, "The " + first.getKey().lowerCaseName() + " you specified for part " + partNumber
                    + " did not match what we received.");
        }
        return upload.checksumAlgorithm() != null && first.getValue().equals(part.checksum());
    }

    private void requireOptional(Upload upload) {
        if (upload.checksumType() == ChecksumType.COMPOSITE) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "The upload was created using a " + upload.kept().lowerCaseName()
                    + " checksum. The complete request must include the checksum for each part. It was missing for part " + partNumber
                    + " in the request.");
        }
    }
}
