package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.S3ClientTest;
import org.junit.jupiter.api.Test;

final class DeleteBucketIT extends S3ClientTest {

    @Test
    void anEmptyBucketCanBeDeletedAndMadeAgain() {
        String bucket = bucket();
        s3.deleteBucket(r -> r.bucket(bucket));
        assertRefused(404, () -> s3.headBucket(r -> r.bucket(bucket)));
        assertRefused(404, "NoSuchBucket", () -> s3.deleteBucket(r -> r.bucket(bucket)));
        s3.createBucket(r -> r.bucket(bucket));
        assertTrue(s3.listObjectsV2(r -> r.bucket(bucket)).contents().isEmpty());
    }

    @Test
    void aBucketWithAnObjectIsNotEmpty() {
        String bucket = bucket();
        put(bucket, "key", "value");
        assertRefused(409, "BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket(bucket)));
        put(bucket, "another", "the refusal left the bucket as it was");
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        s3.deleteObject(r -> r.bucket(bucket).key("another"));
        s3.deleteBucket(r -> r.bucket(bucket));
    }

    @Test
    void aBucketWithAnUploadInProgressIsNotEmpty() {
        String bucket = bucket();
        String uploadId = s3.createMultipartUpload(r -> r.bucket(bucket).key("key")).uploadId();
        assertRefused(409, "BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket(bucket)));
        s3.abortMultipartUpload(r -> r.bucket(bucket).key("key").uploadId(uploadId));
        s3.deleteBucket(r -> r.bucket(bucket));
    }
}
