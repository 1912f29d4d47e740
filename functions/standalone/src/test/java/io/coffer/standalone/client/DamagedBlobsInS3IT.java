package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import io.coffer.testkit.DynamoDbTap;
import io.coffer.testkit.S3Tap;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Bytes in the bucket of blobs that are not those that were stored never go out whole. */
final class DamagedBlobsInS3IT {

    private static final String BUCKET = "bucket";

    @Test
    void aChangedBlobIsNotSentAndNotCopied() throws Exception {
        CloudStandIns.Running standIns = CloudStandIns.start(DynamoDbTap.open(), S3Tap.open());
        try (TestServer server = PackagedServers.start(standIns, Map.of()); S3Client s3 = server.client(b -> b.forcePathStyle(true))) {
            byte[] bytes = S3ClientTest.bytes(300_000, 1);
            s3.createBucket(r -> r.bucket(BUCKET));
            s3.putObject(r -> r.bucket(BUCKET).key("key"), RequestBody.fromBytes(bytes));
            assertArrayEquals(bytes, s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("key")).asByteArray());

            flipFirstByteOfEveryBlob(standIns.s3().client());

            assertThrows(SdkException.class, () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("key")));
            assertThrows(SdkException.class, () -> s3.copyObject(r -> r.sourceBucket(BUCKET).sourceKey("key").destinationBucket(BUCKET)
                    .destinationKey("copy").serverSideEncryption(ServerSideEncryption.AES256)));
            assertArrayEquals(Arrays.copyOfRange(bytes, 10, 20),
                    s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("key").range("bytes=10-19")).asByteArray());
        }
    }

    private static void flipFirstByteOfEveryBlob(S3Client blobs) {
        for (var bucket : blobs.listBuckets().buckets()) {
            for (S3Object blob : blobs.listObjectsV2(r -> r.bucket(bucket.name())).contents()) {
                byte[] stored = blobs.getObjectAsBytes(r -> r.bucket(bucket.name()).key(blob.key())).asByteArray();
                stored[0] ^= 1;
                blobs.putObject(r -> r.bucket(bucket.name()).key(blob.key()), RequestBody.fromBytes(stored));
            }
        }
    }
}
