package io.coffer.moving;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Copies an object that was uploaded in parts, part by part as they were, so that the ETag stays the same. The ETag is computed before the
 * upload is completed, so an object with other bytes never becomes visible.
 */
final class PartsCopy {

    /** The source does not give out single parts, or has parts that the target does not take. */
    static final class NotPossible extends Exception {

        private static final long serialVersionUID = 1L;
    }

    private final S3Client source;
    private final S3Client target;
    private final Tally tally;

    PartsCopy(S3Client source, S3Client target, Tally tally) {
        this.source = source;
        this.target = target;
        this.tally = tally;
    }

    /**
     * Copies all parts.
     *
     * @param reading of the whole object
     * @param expected the ETag that the object must get
     * @param headOf what the object has beside its bytes
     * @return its ETag
     */
    String copy(GetObjectRequest reading, String to, String key, String expected, Condition condition,
            BiFunction<GetObjectRequest, GetObjectResponse, ObjectHead> headOf) throws NotPossible {
        int count = Integer.parseInt(expected.substring(expected.indexOf('-') + 1));
        try (SourceStream first = part(reading, 1)) {
            if (!Integer.valueOf(count).equals(first.response().partsCount())) {
                throw new NotPossible();
            }
            ObjectHead head = headOf.apply(reading, first.response());
            CreateMultipartUploadRequest.Builder creation = CreateMultipartUploadRequest.builder()
                    .bucket(to).key(key)
                    .contentType(first.response().contentType())
                    .metadata(head.metadata())
                    .overrideConfiguration(o -> head.headers().forEach(o::putHeader));
            head.tagging().ifPresent(creation::tagging);
            Upload upload = new Upload(to, key, target.createMultipartUpload(creation.build()).uploadId());
            try {
                upload.add(first);
                for (int number = 2; number <= count; number++) {
                    try (SourceStream next = part(reading, number)) {
                        upload.add(next);
                    }
                }
                boolean isCompared = head.hasMd5Etag() || !ListedVersion.unquoted(reading.ifMatch()).equals(expected);
                return upload.complete(isCompared ? expected : upload.etag(), condition);
            } catch (RuntimeException | NotPossible e) {
                upload.abort(e);
                throw e;
            }
        }
    }

    private SourceStream part(GetObjectRequest reading, int number) {
        return SourceStream.open(source, reading.toBuilder().partNumber(number).build(), tally);
    }

    /** An upload in progress at the target. */
    private final class Upload {

        private final String to;
        private final String key;
        private final String id;
        private final List<CompletedPart> parts = new ArrayList<>();
        private final MessageDigest digests = Digests.md5();

        Upload(String to, String key, String id) {
            this.to = to;
            this.key = key;
            this.id = id;
        }

        void add(SourceStream part) {
            int number = parts.size() + 1;
            long length = part.response().contentLength();
            String etag = target.uploadPart(r -> r.bucket(to).key(key).uploadId(id).partNumber(number),
                    RequestBody.fromContentProvider(part, length, part.response().contentType())).eTag();
            byte[] md5 = part.md5();
            String read = HexFormat.of().formatHex(md5);
            if (!ListedVersion.unquoted(etag).equals(read)) {
                throw new EtagMismatch(read, ListedVersion.unquoted(etag));
            }
            digests.update(md5);
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }

        /** S3's for an object of these parts: the MD5 of their MD5s, and their number. */
        String etag() {
            return HexFormat.of().formatHex(digests().digest()) + "-" + parts.size();
        }

        private MessageDigest digests() {
            try {
                return (MessageDigest) digests.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }

        String complete(String expected, Condition condition) throws NotPossible {
            if (!etag().equals(expected)) {
                throw new EtagMismatch(expected, etag());
            }
            try {
                return ListedVersion.unquoted(target.completeMultipartUpload(r -> r
                        .bucket(to).key(key).uploadId(id)
                        .multipartUpload(m -> m.parts(parts))
                        .ifMatch(condition.ifMatch())
                        .ifNoneMatch(condition.ifNoneMatch())).eTag());
            } catch (S3Exception e) {
                if ("EntityTooSmall".equals(e.awsErrorDetails().errorCode())) {
                    throw new NotPossible();
                }
                throw e;
            }
        }

        void abort(Exception cause) {
            try {
                target.abortMultipartUpload(r -> r.bucket(to).key(key).uploadId(id));
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
