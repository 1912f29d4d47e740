package io.coffer.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A disk that is short of space refuses what takes more of it, and nothing else. */
class DiskSpaceIT {

    private static final String BUCKET = "bucket";
    private static final byte[] LARGE = new byte[300_000];

    @TempDir
    Path data;

    private static void assertNoRoom(Executable call) {
        S3Exception refusal = assertThrows(S3Exception.class, call);
        assertEquals(507, refusal.statusCode());
        assertEquals("InsufficientStorage", refusal.awsErrorDetails().errorCode());
    }

    private long blobs() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("installation")).count();
        }
    }

    @Test
    void writesAreRefusedAndTheRestGoesOn() throws Exception {
        String upload;
        String part;
        try (ServerProcess server = ServerProcess.start(data); S3Client s3 = SdkClients.to(server)) {
            s3.createBucket(r -> r.bucket(BUCKET));
            s3.putObject(r -> r.bucket(BUCKET).key("kept"), RequestBody.fromBytes(LARGE));
            s3.putObject(r -> r.bucket(BUCKET).key("deleted"), RequestBody.fromBytes(LARGE));
            s3.deleteObject(r -> r.bucket(BUCKET).key("deleted"));
            upload = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("upload")).uploadId();
            part = s3.uploadPart(r -> r.bucket(BUCKET).key("upload").uploadId(upload).partNumber(1), RequestBody.fromBytes(LARGE)).eTag();
            assertEquals(0, server.stop());
        }
        assertEquals(3, blobs());
        try (ServerProcess server = ServerProcess.start(
                        data, Map.of("COFFER_DISK_RESERVE", String.valueOf(Long.MAX_VALUE)), List.of());
                S3Client s3 = SdkClients.withoutRetries(server)) {
            assertNoRoom(() -> s3.putObject(r -> r.bucket(BUCKET).key("new"), RequestBody.fromBytes(LARGE)));
            assertNoRoom(() -> s3.copyObject(
                    r -> r.sourceBucket(BUCKET).sourceKey("kept").destinationBucket(BUCKET).destinationKey("new")));
            assertNoRoom(() -> s3.createMultipartUpload(r -> r.bucket(BUCKET).key("new")));
            assertNoRoom(() -> s3.uploadPart(
                    r -> r.bucket(BUCKET).key("upload").uploadId(upload).partNumber(2), RequestBody.fromBytes(LARGE)));
            assertNoRoom(() -> s3.createBucket(r -> r.bucket("another")));
            // Who may not make a bucket hears that first.
            assertEquals(403, HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.endpoint().resolve("/another"))
                    .PUT(BodyPublishers.noBody()).build(), BodyHandlers.ofString()).statusCode());
            s3.completeMultipartUpload(r -> r.bucket(BUCKET).key("upload").uploadId(upload)
                    .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(part))));
            assertEquals(LARGE.length, s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("upload")).asByteArray().length);
            assertEquals(2, s3.listObjectsV2(r -> r.bucket(BUCKET)).contents().size());
            HttpResponse<String> ready = HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(server.endpoint().resolve("/_health/ready")).build(), BodyHandlers.ofString());
            assertEquals(200, ready.statusCode());
            assertTrue(ready.body().contains("\"space\": \"short\""), ready::body);
            // What was deleted less than five minutes ago goes now.
            while (blobs() > 2) {
                Thread.onSpinWait();
            }
            s3.deleteObject(r -> r.bucket(BUCKET).key("kept"));
        }
    }
}
