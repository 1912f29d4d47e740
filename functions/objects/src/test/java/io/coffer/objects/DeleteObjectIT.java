package io.coffer.objects;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.coffer.endpoints.OnStandIns;
import io.coffer.endpoints.S3ClientTest;
import org.junit.jupiter.api.Test;

@OnStandIns
final class DeleteObjectIT extends S3ClientTest {

    /** The most bytes that are kept beside the metadata. */
    private static final int SMALL = 64 << 10;

    @Test
    void deletingHidesAndDeletingAgainSucceeds() {
        String bucket = bucket();
        for (int size : new int[] {10, SMALL + 1}) {
            put(bucket, "key", bytes(size, size));
            s3.deleteObject(r -> r.bucket(bucket).key("key"));
            assertRefused(404, "NoSuchKey", () -> get(bucket, "key"));
            assertDoesNotThrow(() -> s3.deleteObject(r -> r.bucket(bucket).key("key")));
        }
    }
}
