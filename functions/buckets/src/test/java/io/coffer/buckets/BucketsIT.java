package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

final class BucketsIT extends S3ClientTest {

    @Test
    void whatIsNotThereIsNamed() {
        String missing = bucketName();
        assertRefused(404, () -> s3.headBucket(r -> r.bucket(missing)));
        assertRefused(404, "NoSuchBucket", () -> s3.getBucketLocation(r -> r.bucket(missing)));
        assertRefused(404, "NoSuchBucket", () -> s3.listObjectsV2(r -> r.bucket(missing)));
        assertRefused(404, "NoSuchBucket", () -> s3.listMultipartUploads(r -> r.bucket(missing)));
        assertRefused(404, "NoSuchBucket", () -> get(missing, "key"));
        assertRefused(404, "NoSuchBucket", () -> put(missing, "key", "value"));
        assertRefused(404, "NoSuchBucket", () -> s3.deleteObject(r -> r.bucket(missing).key("key")));
        assertRefused(404, "NoSuchBucket", () -> s3.createMultipartUpload(r -> r.bucket(missing).key("key")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?list-type=2", "?versions"})
    void aListTellsTheBucketsRegion(String list) {
        HttpResponse<String> answer = raw("GET", "/" + bucket() + list).signed().send();
        assertEquals("us-east-1", answer.headers().firstValue("x-amz-bucket-region").orElse(null));
    }

    @Test
    void anotherExpectedOwnerIsDenied() {
        String bucket = bucket();
        assertRefused(403, () -> s3.headBucket(r -> r.bucket(bucket).expectedBucketOwner("123456789012")));
        assertRefused(403, "AccessDenied", () -> s3.putObject(
                r -> r.bucket(bucket).key("key").expectedBucketOwner("123456789012"), RequestBody.empty()));
        s3.headBucket(r -> r.bucket(bucket).expectedBucketOwner(s3.listBuckets().owner().id()));
        assertRefused(403, () -> s3.headBucket(r -> r.bucket(bucket).expectedBucketOwner(s3.listBuckets().owner().id() + "0")));
    }
}
