package io.coffer.blobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.testkit.LocalS3;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("long")
final class S3BlobStoreTest extends BlobStoreContract {

    private static LocalS3 server;
    private static String bucket;

    private final S3BlobStore store = new S3BlobStore(server.client(), bucket, "blobs/");

    @BeforeAll
    static void start() throws IOException {
        server = LocalS3.start();
        bucket = server.createBucket();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    BlobStore store() {
        return store;
    }

    @Override
    boolean leftovers() {
        S3Client client = server.client();
        return !client.listMultipartUploads(request -> request.bucket(bucket)).uploads().isEmpty()
                || !client.listObjectsV2(request -> request.bucket(bucket).prefix("blobs/probe")).contents().isEmpty();
    }

    @Test
    void theUploadsOfAnInterruptedWriteAreAbortedAndNoOthers() throws IOException {
        S3Client client = server.client();
        client.createMultipartUpload(request -> request.bucket(bucket).key("blobs/cut"));
        client.createMultipartUpload(request -> request.bucket(bucket).key("blobs/cut-not"));
        store.deleteUnfinished("cut");
        assertEquals(1, client.listMultipartUploads(request -> request.bucket(bucket)).uploads().size());
        assertTrue(leftovers());
        store.deleteUnfinished("cut-not");
        assertFalse(leftovers());
    }

    /** More than 64 MiB, and what is of unknown length, goes up in parts, which may stay. */
    @Test
    void onlyAWriteOfOneRequestLeavesNothingElse() {
        assertTrue(store.leavesNothingElse(0));
        assertTrue(store.leavesNothingElse(64 << 20));
        assertFalse(store.leavesNothingElse((64 << 20) + 1));
        assertFalse(store.leavesNothingElse(-1));
    }
}
