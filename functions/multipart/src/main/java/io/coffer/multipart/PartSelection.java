package io.coffer.multipart;

import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumType;
import io.coffer.checksum.ETags;
import io.coffer.checksum.MultipartChecksums;
import io.coffer.checksum.MultipartChecksums.CrcPart;
import io.coffer.metadata.Part;
import io.coffer.metadata.Upload;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.pipeline.ObjectCall;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.CompleteMultipartUploadRequest.CompletedPart;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored parts that a CompleteMultipartUpload names, in order, checked against what the client says of them.
 *
 * @param parts those that are named
 * @param stored all that the upload has
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">S3 API Reference,
 *     CompleteMultipartUpload: errors</a>
 */
record PartSelection(Upload upload, List<Part> parts, List<Part> stored) {

    /**
     * Reads the upload's parts, a query for each 1,000, and picks those that are named.
     *
     * @param minPartSize the least size of each part except the last
     * @throws S3Exception MalformedXML, InvalidPartOrder, InvalidPart, EntityTooSmall, and what {@link NamedChecksums#match} refuses
     */
    static PartSelection of(Upload upload, @Nullable List<CompletedPart> named, UploadStore uploads, long minPartSize) {
        if (named == null || named.isEmpty() || named.size() > ObjectCall.MAX_PARTS) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        requireOrder(named);
        List<Part> stored = uploads.parts(upload.uploadId());
        Map<Integer, Part> byNumber = new HashMap<>();
        stored.forEach(part -> byNumber.put(part.number(), part));
        List<Part> selected = new ArrayList<>(named.size());
        for (CompletedPart wanted : named) {
            Part part = byNumber.get(wanted.partNumber());
            if (part == null) {
                throw invalid(upload, wanted);
            }
            requireSame(upload, wanted, part);
            selected.add(part);
        }
        requireSizes(selected, minPartSize);
        return new PartSelection(upload, selected, stored);
    }

    private static void requireOrder(List<CompletedPart> named) {
        int last = 0;
        for (CompletedPart part : named) {
            if (part.partNumber() == null || part.etag() == null) {
                throw new S3Exception(S3ErrorCode.MALFORMED_XML);
            }
            if (part.partNumber() <= last) {
                throw new S3Exception(S3ErrorCode.INVALID_PART_ORDER);
            }
            last = part.partNumber();
        }
    }

    private static void requireSame(Upload upload, CompletedPart wanted, Part part) {
        String etag = wanted.etag();
        boolean sameTag = etag != null && etag.trim().replace("\"", "").equals(part.etag());
        if (!sameTag || !NamedChecksums.of(wanted).match(upload, part)) {
            throw invalid(upload, wanted);
        }
    }

    private static void requireSizes(List<Part> parts, long minPartSize) {
        for (Part part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < minPartSize) {
                throw new S3Exception(S3ErrorCode.ENTITY_TOO_SMALL)
                        .with("ETag", part.etag())
                        .with("PartNumber", part.number())
                        .with("ProposedSize", part.size())
                        .with("MinSizeAllowed", minPartSize);
            }
        }
    }

    private static S3Exception invalid(Upload upload, CompletedPart part) {
        return new S3Exception(S3ErrorCode.INVALID_PART)
                .with("UploadId", upload.uploadId())
                .with("PartNumber", part.partNumber())
                .with("ETag", part.etag());
    }

    /** The object's size. */
    long size() {
        return parts.stream().mapToLong(Part::size).sum();
    }

    /** The object's ETag: the MD5 of the parts' MD5s, and how many they are. */
    String etag() {
        return ETags.multipart(parts.stream().map(Part::etag).toList());
    }

    /** The object's checksum, made from the parts' without reading a byte. */
    Checksum checksum() {
        Base64.Decoder base64 = Base64.getDecoder();
        if (upload.checksumType() == ChecksumType.COMPOSITE) {
            return MultipartChecksums.composite(upload.kept(), parts.stream().map(part -> base64.decode(part.checksum())).toList());
        }
        return MultipartChecksums.fullObject(upload.kept(),
                parts.stream().map(part -> new CrcPart(base64.decode(part.checksum()), part.size())).toList());
    }
}
