package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import io.coffer.standalone.ServerProcess;
import io.coffer.standalone.ServerProcess.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What servers are told about encryption, and what becomes of what they stored. */
final class EncryptionAtRestIT {

    private static final byte[] LARGE = S3ClientTest.bytes(200_000, 1);

    @TempDir
    Path data;

    @TempDir
    Path keys;

    private static ServerProcess serve(Path data, Map<String, String> environment, String... arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("COFFER_ACCESS_KEY", TestServer.CREDENTIALS.accessKeyId());
        all.put("COFFER_SECRET_KEY", TestServer.CREDENTIALS.secretAccessKey());
        return ServerProcess.start(data, all, List.of(), arguments);
    }

    private static S3Client client(ServerProcess server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(TestServer.CREDENTIALS))
                .forcePathStyle(true)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private Path masterKey(int seed) throws IOException {
        return Files.write(keys.resolve("key" + seed), S3ClientTest.bytes(32, seed));
    }

    private static PutObjectRequest.Builder encrypted(PutObjectRequest.Builder request, String key) {
        return request.bucket("bucket").key(key).serverSideEncryption(ServerSideEncryption.AES256);
    }

    private static byte[] get(S3Client s3, String key) {
        return s3.getObjectAsBytes(r -> r.bucket("bucket").key(key)).asByteArray();
    }

    @Test
    void aServerMayEncryptEverything() throws Exception {
        try (ServerProcess server = serve(data, Map.of("COFFER_ENCRYPT", "all")); S3Client s3 = client(server)) {
            s3.createBucket(r -> r.bucket("bucket"));
            s3.putObject(r -> r.bucket("bucket").key("key"), RequestBody.fromBytes(LARGE));
            s3.copyObject(r -> r.sourceBucket("bucket").sourceKey("key").destinationBucket("bucket").destinationKey("copy"));
            for (String key : List.of("key", "copy")) {
                assertEquals(ServerSideEncryption.AES256, s3.headObject(r -> r.bucket("bucket").key(key)).serverSideEncryption());
                assertArrayEquals(LARGE, get(s3, key));
            }
            assertEquals(0, server.stop());
        }
        try (ServerProcess server = serve(data, Map.of()); S3Client s3 = client(server)) {
            assertArrayEquals(LARGE, get(s3, "key"));
            s3.putObject(r -> r.bucket("bucket").key("plain"), RequestBody.fromBytes(LARGE));
            assertNull(s3.headObject(r -> r.bucket("bucket").key("plain")).serverSideEncryption());
        }
    }

    @Test
    void whatWasChangedOnDiskIsNotSent() throws Exception {
        try (ServerProcess server = serve(data, Map.of()); S3Client s3 = client(server)) {
            s3.createBucket(r -> r.bucket("bucket"));
            s3.putObject(r -> encrypted(r, "key"), RequestBody.fromBytes(LARGE));
            Path blob;
            try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
                blob = files.filter(file -> Files.isRegularFile(file) && !file.endsWith("installation")).findFirst().orElseThrow();
            }
            byte[] stored = Files.readAllBytes(blob);
            stored[150_000] ^= 1;
            Files.write(blob, stored);
            assertThrows(SdkException.class, () -> get(s3, "key"));
            byte[] start = s3.getObjectAsBytes(r -> r.bucket("bucket").key("key").range("bytes=0-49999")).asByteArray();
            assertArrayEquals(Arrays.copyOf(LARGE, 50_000), start);
        }
    }

    @Test
    void anotherMasterKeyIsRefusedAtTheStart() throws Exception {
        try (ServerProcess server = serve(data, Map.of(), "--master-key", masterKey(1).toString()); S3Client s3 = client(server)) {
            s3.createBucket(r -> r.bucket("bucket"));
            s3.putObject(r -> encrypted(r, "key"), RequestBody.fromBytes(LARGE));
            assertEquals(0, server.stop());
        }
        Outcome other = ServerProcess.run(
                Map.of("COFFER_MASTER_KEY_FILE", masterKey(2).toString(), "COFFER_PORT", "0", "COFFER_TLS_PORT", "0"),
                "serve", "--data", data.toString());
        assertEquals(1, other.exitCode());
        assertTrue(other.errors().contains("is not the one that the installation's tables are sealed under"), other.errors());
        try (ServerProcess server = serve(data, Map.of(), "--master-key", masterKey(1).toString()); S3Client s3 = client(server)) {
            assertArrayEquals(LARGE, get(s3, "key"));
        }
    }

    @Test
    void serversOnTheSameTablesShareAMasterKey() throws Exception {
        Path one = Files.createDirectories(data.resolve("one"));
        Path other = Files.createDirectories(data.resolve("other"));
        String masterKey = masterKey(3).toString();
        try (CloudStandIns cloud = CloudStandIns.start()) {
            Map<String, String> environment = cloud.environment();
            try (ServerProcess first = serve(one, environment, "--master-key", masterKey);
                    ServerProcess second = serve(other, environment, "--master-key", masterKey);
                    S3Client writer = client(first);
                    S3Client reader = client(second)) {
                writer.createBucket(r -> r.bucket("bucket"));
                writer.putObject(r -> encrypted(r, "large"), RequestBody.fromBytes(LARGE));
                writer.putObject(r -> encrypted(r, "small"), RequestBody.fromString("small"));
                assertArrayEquals(LARGE, get(reader, "large"));
                assertEquals("small", new String(get(reader, "small"), StandardCharsets.US_ASCII));
            }
        }
    }
}
