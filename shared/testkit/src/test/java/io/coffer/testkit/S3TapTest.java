package io.coffer.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class S3TapTest {

    private static final S3Tap TAP = S3Tap.guarding(Map.of("objects", statement("PutObject", "AbortMultipartUpload"),
            "housekeeping", statement("DeleteObject", "ListBucketMultipartUploads", "GetObject")));

    /** Of no type: S3Proxy takes another for the signature of one with a charset. */
    private static final RequestBody TEXT = RequestBody.fromBytes("text".getBytes(StandardCharsets.UTF_8));

    private static LocalS3 local;
    private static S3Client client;
    private static String bucket;

    @BeforeAll
    static void start() throws IOException {
        local = LocalS3.start(TAP);
        client = local.client();
        bucket = local.createBucket();
    }

    @AfterAll
    static void stop() throws IOException {
        local.close();
    }

    private static FunctionStatement statement(String... actions) {
        return new FunctionStatement("a function", 128, 29, null, null, null, null, null, null, List.of(actions), null, null, null);
    }

    private static S3Client client(String caller) {
        return local.clientBuilder()
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(caller, local.secretKey())))
                .build();
    }

    private static List<String> operations(Executable requests) {
        try (Recording<S3Call> recording = TAP.begin()) {
            requests.execute();
            return recording.calls().stream().map(S3Call::operation).toList();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Every request of the blob tier is counted, under its name and once. */
    @Test
    void requestsAreCountedAsWhatTheyAre() {
        assertEquals(List.of("PutObject"),
                operations(() -> client.putObject(r -> r.bucket(bucket).key("a"), TEXT)));
        assertEquals(List.of("GetObject"), operations(() -> client.getObjectAsBytes(r -> r.bucket(bucket).key("a").range("bytes=0-1"))));
        assertEquals(List.of("ListObjects"), operations(() -> client.listObjectsV2(r -> r.bucket(bucket))));
        assertEquals(List.of("DeleteObject", "ListMultipartUploads"), operations(() -> {
            client.deleteObject(r -> r.bucket(bucket).key("a"));
            client.listMultipartUploads(r -> r.bucket(bucket).prefix("a"));
        }));
        assertEquals(List.of("CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"), operations(() -> {
            String upload = client.createMultipartUpload(r -> r.bucket(bucket).key("parts")).uploadId();
            String etag = client.uploadPart(r -> r.bucket(bucket).key("parts").uploadId(upload).partNumber(1),
                    TEXT).eTag();
            client.completeMultipartUpload(r -> r.bucket(bucket).key("parts").uploadId(upload)
                    .multipartUpload(u -> u.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
        }));
        assertEquals(List.of("CreateMultipartUpload", "AbortMultipartUpload"), operations(() -> {
            String upload = client.createMultipartUpload(r -> r.bucket(bucket).key("aborted")).uploadId();
            client.abortMultipartUpload(r -> r.bucket(bucket).key("aborted").uploadId(upload));
        }));
    }

    @Test
    void whatNoStatementAllowsIsDenied() {
        try (S3Client objects = client("objects"); S3Client unknown = client("unknown")) {
            objects.putObject(r -> r.bucket(bucket).key("b"), TEXT);
            assertDenied(() -> objects.getObjectAsBytes(r -> r.bucket(bucket).key("b")));
            assertDenied(() -> objects.deleteObject(r -> r.bucket(bucket).key("b")));
            assertDenied(() -> unknown.getObjectAsBytes(r -> r.bucket(bucket).key("b")));
        }
        assertEquals("text", client.getObjectAsBytes(r -> r.bucket(bucket).key("b")).asUtf8String());
        assertEquals("[housekeeping DeleteObject blobs: 0, housekeeping GetObject blobs: 0,"
                + " housekeeping ListBucketMultipartUploads blobs: 0, objects AbortMultipartUpload blobs: 0]",
                TAP.grants().unused().toString());
        assertEquals("[objects DeleteObject blobs: 1, objects GetObject blobs: 1, unknown GetObject blobs: 1]",
                TAP.grants().refusals().toString());
    }

    @Test
    void bucketsCanBeListed() {
        assertEquals(bucket, client.listBuckets().buckets().get(0).name());
    }

    private static void assertDenied(Executable request) {
        S3Exception denied = assertThrows(S3Exception.class, request);
        assertEquals("AccessDenied", denied.awsErrorDetails().errorCode());
        assertEquals(403, denied.statusCode());
    }
}
