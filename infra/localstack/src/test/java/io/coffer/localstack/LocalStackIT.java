package io.coffer.localstack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.testkit.gateway.GatewayEmulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** The packaged functions in LocalStack's Lambda, with its DynamoDB, S3 and KMS, through a client of S3. */
@EnabledIf(value = "io.coffer.localstack.LocalStackContainers#canRun",
        disabledReason = "there is no Docker engine here: nothing was run against LocalStack")
final class LocalStackIT {

    private static final int PART = 1 << 20;
    private static final AccessKeyPair KEYS = new AccessKeyPair("AKIALOCALSTACKLOCAL1", "local/stack+secret");

    private static LocalStackContainer container;
    private static LocalStackInstallation installation;
    private static GatewayEmulator gateway;
    private static S3Client s3;

    private final String bucket = "bucket-" + System.nanoTime();

    @BeforeAll
    static void start() throws IOException {
        container = LocalStackContainers.start();
        installation = LocalStackInstallation.open(LocalStackSettings.at(container.getEndpoint())).withFirstKeys(KEYS);
        gateway = installation.gateway(Path.of("../../template.yaml"))
                .parameter("MinPartSize", String.valueOf(PART))
                .throttle(1000, 1000)
                .start();
        s3 = S3Client.builder()
                .endpointOverride(gateway.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(KEYS.accessKeyId(), KEYS.secretAccessKey())))
                .forcePathStyle(true)
                .build();
    }

    @AfterAll
    static void stop() throws IOException {
        s3.close();
        gateway.close();
        installation.close();
        container.stop();
    }

    @BeforeEach
    void createBucket() {
        s3.createBucket(r -> r.bucket(bucket));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private byte[] get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    }

    /** Bytes beside the metadata, and bytes in S3. */
    @Test
    void smallAndLargeObjectsComeBack() {
        for (int length : List.of(0, 1000, 2 * PART)) {
            s3.putObject(r -> r.bucket(bucket).key("key ä/" + length), RequestBody.fromBytes(bytes(length)));
            assertArrayEquals(bytes(length), get("key ä/" + length));
        }
        s3.copyObject(r -> r.sourceBucket(bucket).sourceKey("key ä/1000").destinationBucket(bucket).destinationKey("copy"));
        assertArrayEquals(bytes(1000), get("copy"));
        assertEquals(List.of("copy", "key ä/0", "key ä/1000", "key ä/2097152"),
                s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream().map(S3Object::key).toList());
    }

    @Test
    void partsBecomeAnObject() {
        String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key("parts")).uploadId();
        List<CompletedPart> parts = List.of(1, 2).stream().map(number -> CompletedPart.builder().partNumber(number)
                .eTag(s3.uploadPart(r -> r.bucket(bucket).key("parts").uploadId(upload).partNumber(number),
                        RequestBody.fromBytes(bytes(PART))).eTag())
                .build()).toList();
        s3.completeMultipartUpload(r -> r.bucket(bucket).key("parts").uploadId(upload).multipartUpload(m -> m.parts(parts)));
        assertEquals(2 * PART, get("parts").length);
    }

    @Test
    void tagsAreKept() {
        s3.putObject(r -> r.bucket(bucket).key("key"), RequestBody.fromString("text"));
        s3.putObjectTagging(r -> r.bucket(bucket).key("key").tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build())));
        assertEquals("b", s3.getObjectTagging(r -> r.bucket(bucket).key("key")).tagSet().get(0).value());
    }

    @Test
    void whatIsDeletedIsGoneAndHousekeepingRuns() throws Exception {
        s3.putObject(r -> r.bucket(bucket).key("key"), RequestBody.fromBytes(bytes(PART)));
        s3.deleteObject(r -> r.bucket(bucket).key("key"));
        assertThrows(NoSuchKeyException.class, () -> get("key"));
        gateway.invoke("housekeeping", "{}".getBytes(StandardCharsets.UTF_8)).get();
        s3.deleteBucket(r -> r.bucket(bucket));
        assertThrows(NoSuchBucketException.class, () -> s3.listObjectsV2(r -> r.bucket(bucket)));
    }
}
