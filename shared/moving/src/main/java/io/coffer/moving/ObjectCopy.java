package io.coffer.moving;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Copies single objects and versions of one bucket. What arrives is compared with the source's ETag before it is visible: an object that
 * was stored in one request by its MD5, which goes with the request; one that was uploaded in parts by the digests of its parts. Costs one
 * read and one write, for each part if there are parts, and one more read if there are tags.
 */
final class ObjectCopy {

    /** Where a write was refused because of what is there. */
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client source;
    private final S3Client target;
    private final String from;
    private final String to;
    private final Tally tally;

    ObjectCopy(S3Client source, S3Client target, String from, String to, Tally tally) {
        this.source = source;
        this.target = target;
        this.from = from;
        this.to = to;
        this.tally = tally;
    }

    /**
     * Copies one version to be the current one.
     *
     * @return what must be at the key for the next version
     */
    Condition copy(String key, ListedVersion version, Condition condition) {
        if (version.isDeleteMarker()) {
            target.deleteObject(r -> r.bucket(to).key(key));
            tally.addCopied(false);
            return Condition.none();
        }
        String etag;
        try {
            etag = copy(key, version, condition, version.etag());
        } catch (EtagMismatch e) {
            // The source's ETags may be something else than digests of bytes. Then a second reading has the same digests as the first.
            etag = copy(key, version, condition, e.found());
        }
        tally.addCopied(!etag.equals(version.etag()));
        return Condition.is(etag);
    }

    private String copy(String key, ListedVersion version, Condition condition, String expected) {
        if (!expected.contains("-")) {
            return whole(key, version, condition, expected);
        }
        try {
            return new PartsCopy(source, target, tally).copy(reading(key, version), to, key, expected, condition, this::head);
        } catch (PartsCopy.NotPossible e) {
            return whole(key, version, condition, "");
        }
    }

    private GetObjectRequest reading(String key, ListedVersion version) {
        return GetObjectRequest.builder()
                .bucket(from).key(key).versionId(version.versionId())
                .ifMatch('"' + version.etag() + '"')
                .build();
    }

    /** @param expected the MD5 that the bytes must have; anything else for any */
    private String whole(String key, ListedVersion version, Condition condition, String expected) {
        GetObjectRequest reading = reading(key, version);
        try (SourceStream bytes = SourceStream.open(source, reading, tally)) {
            ObjectHead head = head(reading, bytes.response());
            boolean isCompared = ListedVersion.isMd5(expected) && (head.hasMd5Etag() || !expected.equals(version.etag()));
            PutObjectRequest.Builder writing = PutObjectRequest.builder()
                    .bucket(to).key(key)
                    .contentType(bytes.response().contentType())
                    .metadata(head.metadata())
                    .ifMatch(condition.ifMatch())
                    .ifNoneMatch(condition.ifNoneMatch())
                    .overrideConfiguration(o -> head.headers().forEach(o::putHeader));
            head.tagging().ifPresent(writing::tagging);
            if (isCompared) {
                writing.contentMD5(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(expected)));
            }
            String etag = put(bytes, writing.build(), expected);
            String read = bytes.md5InHex();
            if (!etag.equals(read)) {
                throw new EtagMismatch(read, etag);
            }
            return etag;
        }
    }

    private String put(SourceStream bytes, PutObjectRequest writing, String expected) {
        long length = bytes.response().contentLength();
        try {
            return ListedVersion.unquoted(target.putObject(
                    writing, RequestBody.fromContentProvider(bytes, length, bytes.response().contentType())).eTag());
        } catch (S3Exception e) {
            if ("BadDigest".equals(e.awsErrorDetails().errorCode())) {
                throw new EtagMismatch(expected, bytes.md5InHex());
            }
            throw e;
        }
    }

    /** With the tags, which are asked for only if the response counts some. */
    private ObjectHead head(GetObjectRequest reading, GetObjectResponse response) {
        boolean hasTags = response.tagCount() != null && response.tagCount() > 0;
        Optional<Tagging> tagging = hasTags
                ? Optional.of(Tagging.builder().tagSet(source.getObjectTagging(r -> r
                        .bucket(reading.bucket()).key(reading.key()).versionId(reading.versionId())).tagSet()).build())
                : Optional.empty();
        return ObjectHead.of(response, tagging);
    }

    /** What kept a key from being copied, in a line. */
    static String reason(RuntimeException failure) {
        if (failure instanceof AwsServiceException refused && refused.statusCode() == PRECONDITION_FAILED) {
            return "it was changed meanwhile; run the import again";
        }
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse("");
    }
}
