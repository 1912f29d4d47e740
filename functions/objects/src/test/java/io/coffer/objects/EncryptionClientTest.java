package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.S3ClientTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** What tests of encryption have in common: the ways in which an object may be stored, and requests that ask for them. */
abstract class EncryptionClientTest extends S3ClientTest {

    static final String SSE = "x-amz-server-side-encryption";
    static final String KEY_A = "pO3upElrwuEXSoFwCfnZPdSsmt/xWeFa0N9KgDijwVs=";
    static final String MD5_A = "DWygnHRtgiJ77HCm+1rvHw==";
    static final String KEY_B = "6b+WOZ1T3cqZMxgThRcXAQBrS5mXKdDUphvpxptl9/4=";
    static final String MD5_B = "arxBvwY2V4SiOne6yppVPQ==";

    /** How an object may be stored. */
    enum Kind {
        PLAIN(null, null, null),
        SSE_S3("AES256", null, null),
        KEY_A(null, EncryptionClientTest.KEY_A, MD5_A),
        KEY_B(null, EncryptionClientTest.KEY_B, MD5_B);

        final String sse;
        final String key;
        final String md5;

        Kind(String sse, String key, String md5) {
            this.sse = sse;
            this.key = key;
            this.md5 = md5;
        }

        String algorithm() {
            return key == null ? null : "AES256";
        }

        /** The key a read of such an object brings. */
        Consumer<GetObjectRequest.Builder> forRead() {
            return r -> r.sseCustomerAlgorithm(algorithm()).sseCustomerKey(key).sseCustomerKeyMD5(md5);
        }

        /** What is under a customer's key has an ETag that tells nothing of it. */
        void assertETag(byte[] bytes, String etag) {
            assertTrue(etag.matches("\"[0-9a-f]{32}\""), etag);
            assertEquals(key == null, etag.equals('"' + DigestUtils.md5Hex(bytes) + '"'));
        }

        void assertAnswered(String sseAnswered, String algorithmAnswered, String md5Answered) {
            assertEquals(Optional.ofNullable(sse), Optional.ofNullable(sseAnswered));
            assertEquals(Optional.ofNullable(algorithm()), Optional.ofNullable(algorithmAnswered));
            assertEquals(Optional.ofNullable(md5), Optional.ofNullable(md5Answered));
        }
    }

    PutObjectResponse put(String bucket, String key, Kind kind, byte[] bytes) {
        return s3.putObject(r -> r.bucket(bucket).key(key).serverSideEncryption(kind.sse).sseCustomerAlgorithm(kind.algorithm())
                .sseCustomerKey(kind.key).sseCustomerKeyMD5(kind.md5), RequestBody.fromBytes(bytes));
    }

    byte[] get(String bucket, String key, Kind kind) {
        return get(r -> kind.forRead().accept(r.bucket(bucket).key(key))).asByteArray();
    }

    HeadObjectResponse head(String bucket, String key, Kind kind) {
        return s3.headObject(r -> r.bucket(bucket).key(key).sseCustomerAlgorithm(kind.algorithm()).sseCustomerKey(kind.key)
                .sseCustomerKeyMD5(kind.md5));
    }

    CopyObjectResponse copy(String bucket, String sourceKey, Kind source, String key, Kind copy) {
        return copy(bucket, sourceKey, source, key, copy, r -> {});
    }

    CopyObjectResponse copy(
            String bucket, String sourceKey, Kind source, String key, Kind copy, Consumer<CopyObjectRequest.Builder> more) {
        return s3.copyObject(r -> more.accept(r.sourceBucket(bucket).sourceKey(sourceKey).destinationBucket(bucket).destinationKey(key)
                .copySourceSSECustomerAlgorithm(source.algorithm()).copySourceSSECustomerKey(source.key)
                .copySourceSSECustomerKeyMD5(source.md5)
                .serverSideEncryption(copy.sse).sseCustomerAlgorithm(copy.algorithm()).sseCustomerKey(copy.key)
                .sseCustomerKeyMD5(copy.md5)));
    }

    /** An upload that is encrypted in one of the ways, part by part. */
    final class EncryptedUpload {

        final String bucket;
        final String key;
        final Kind kind;
        final String uploadId;
        final List<CompletedPart> parts = new ArrayList<>();

        EncryptedUpload(String bucket, String key, Kind kind) {
            this.bucket = bucket;
            this.key = key;
            this.kind = kind;
            CreateMultipartUploadResponse begun = s3.createMultipartUpload(r -> r.bucket(bucket).key(key).serverSideEncryption(kind.sse)
                    .sseCustomerAlgorithm(kind.algorithm()).sseCustomerKey(kind.key).sseCustomerKeyMD5(kind.md5)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32));
            kind.assertAnswered(begun.serverSideEncryptionAsString(), begun.sseCustomerAlgorithm(), begun.sseCustomerKeyMD5());
            this.uploadId = begun.uploadId();
        }

        UploadPartResponse part(int number, byte[] bytes, Kind as) {
            return s3.uploadPart(r -> request(r, number, as), RequestBody.fromBytes(bytes));
        }

        void request(UploadPartRequest.Builder r, int number, Kind as) {
            r.bucket(bucket).key(key).uploadId(uploadId).partNumber(number).checksumAlgorithm(ChecksumAlgorithm.CRC32)
                    .sseCustomerAlgorithm(as.algorithm()).sseCustomerKey(as.key).sseCustomerKeyMD5(as.md5);
        }

        void part(int number, byte[] bytes) {
            UploadPartResponse part = part(number, bytes, kind);
            kind.assertAnswered(part.serverSideEncryptionAsString(), part.sseCustomerAlgorithm(), part.sseCustomerKeyMD5());
            parts.add(CompletedPart.builder().partNumber(number).eTag(part.eTag()).checksumCRC32(part.checksumCRC32()).build());
        }

        CompleteMultipartUploadResponse complete(Kind as) {
            return s3.completeMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId).multipartUpload(m -> m.parts(parts))
                    .sseCustomerAlgorithm(as.algorithm()).sseCustomerKey(as.key).sseCustomerKeyMD5(as.md5));
        }
    }

    /** An object of two parts, the second of them small. */
    byte[] multipart(String bucket, String key, Kind kind) {
        byte[] first = bytes(minPart, 1);
        byte[] last = bytes(100_000, 2);
        EncryptedUpload upload = new EncryptedUpload(bucket, key, kind);
        upload.part(1, first);
        upload.part(2, last);
        assertEquals(kind.sse, upload.complete(kind).serverSideEncryptionAsString());
        return concat(first, last);
    }
}
