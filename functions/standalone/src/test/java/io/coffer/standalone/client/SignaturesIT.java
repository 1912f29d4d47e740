package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

final class SignaturesIT extends S3ClientTest {

    private S3Presigner presigner;

    @BeforeEach
    void openPresigner() {
        presigner = S3Presigner.builder()
                .endpointOverride(server.origin())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(TestServer.CREDENTIALS))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(endpoint.pathStyle()).build())
                .build();
    }

    @AfterEach
    void closePresigner() {
        presigner.close();
    }

    private static void assertCode(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("<Code>" + code + "</Code>"), answer::body);
    }

    private String presignedGet(String bucket, String key, Duration validity) {
        return presigner.presignGetObject(p -> p.signatureDuration(validity).getObjectRequest(r -> r.bucket(bucket).key(key)))
                .url().toString();
    }

    @Test
    void anotherSecretDoesNotMatch() {
        String bucket = bucket();
        AwsBasicCredentials wrong = AwsBasicCredentials.create(TestServer.CREDENTIALS.accessKeyId(), "another secret");
        try (S3Client client = server.client(b -> b.credentialsProvider(StaticCredentialsProvider.create(wrong))
                .forcePathStyle(endpoint.pathStyle()))) {
            assertRefused(403, "SignatureDoesNotMatch", () -> client.listObjectsV2(r -> r.bucket(bucket)));
            assertRefused(403, "SignatureDoesNotMatch", () -> client.createMultipartUpload(r -> r.bucket(bucket).key("key")));
        }
    }

    @Test
    void anUnknownAccessKeyDoesNotExist() {
        AwsBasicCredentials unknown = AwsBasicCredentials.create("AKIAUNKNOWNUNKNOWN00", "secret");
        try (S3Client client = server.client(b -> b.credentialsProvider(StaticCredentialsProvider.create(unknown)))) {
            assertRefused(403, "InvalidAccessKeyId", client::listBuckets);
        }
    }

    @Test
    void nobodyInParticularIsDenied() {
        String bucket = bucket();
        put(bucket, "key", "value");
        try (S3Client client = server.client(b -> b.credentialsProvider(AnonymousCredentialsProvider.create())
                .forcePathStyle(endpoint.pathStyle()))) {
            assertRefused(403, "AccessDenied", client::listBuckets);
            assertRefused(403, "AccessDenied", () -> client.getObjectAsBytes(r -> r.bucket(bucket).key("key")));
            assertRefused(403, "AccessDenied", () -> client.deleteObject(r -> r.bucket(bucket).key("key")));
        }
        assertEquals("value", text(bucket, "key"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-16, 16})
    void aClockIs15MinutesOffAtMost(int minutes) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
        assertCode(403, "RequestTimeTooSkewed", raw("GET", "/").signed(TestServer.CREDENTIALS, clock).send());
        Clock within = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes > 0 ? 14 : -14));
        assertEquals(200, raw("GET", "/").signed(TestServer.CREDENTIALS, within).send().statusCode());
    }

    @Test
    void aSignatureHoldsForItsRequestOnly() {
        String bucket = bucket();
        assertCode(403, "SignatureDoesNotMatch",
                raw("GET", "/" + bucket).header("x-amz-meta-a", "1").signed().header("x-amz-meta-a", "2").send());
    }

    @Test
    void theSignedPayloadIsTheOneSent() {
        String bucket = bucket();
        HttpResponse<String> answer = raw("PUT", "/" + bucket + "/key").body("signed".getBytes()).signed().body("forged".getBytes()).send();
        assertCode(400, "XAmzContentSHA256Mismatch", answer);
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("key")));
    }

    @Test
    void signatureVersion2IsRefusedByName() {
        HttpResponse<String> answer = raw("GET", "/").header("Authorization", "AWS AKIATESTTESTTESTTEST:c2lnbmF0dXJl")
                .header("Date", "Sat, 21 Nov 2026 05:00:00 GMT").send();
        assertEquals(400, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("AWS4-HMAC-SHA256"), answer::body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "a b+c%", "a b+c", "ä/😀", "//"})
    void aPresignedAddressNeedsNothingElse(String key) {
        requireReachable(key);
        String bucket = bucket();
        URI put = URI.create(presigner.presignPutObject(
                p -> p.signatureDuration(Duration.ofMinutes(5)).putObjectRequest(r -> r.bucket(bucket).key(key))).url().toString());
        assertEquals(200, RawRequest.of("PUT", put).body("presigned".getBytes()).send().statusCode());
        HttpResponse<String> got = RawRequest.of("GET", URI.create(presignedGet(bucket, key, Duration.ofDays(7)))).send();
        assertEquals(200, got.statusCode(), got::body);
        assertEquals("presigned", got.body());
    }

    /** As the presigners of JavaScript, Ruby and Go have it. */
    @Test
    void aPresignedAddressMayCarryMetadataAndTags() {
        String bucket = bucket();
        URI put = raw("PUT", "/" + bucket + "/key?x-amz-meta-color=dark%20blue&X-Amz-Meta-Size=1&x-amz-tagging=a%3D1")
                .presigned(Duration.ofMinutes(5), Clock.systemUTC());
        assertEquals(200, RawRequest.of("PUT", put).body("value".getBytes()).send().statusCode());
        assertEquals(Map.of("color", "dark blue", "size", "1"), s3.headObject(r -> r.bucket(bucket).key("key")).metadata());
        assertEquals("1", s3.getObjectTagging(r -> r.bucket(bucket).key("key")).tagSet().get(0).value());
        URI open = raw("PUT", "/" + bucket + "/key?x-amz-acl=public-read").presigned(Duration.ofMinutes(5), Clock.systemUTC());
        assertEquals(400, RawRequest.of("PUT", open).body("value".getBytes()).send().statusCode());
        URI broken = raw("PUT", "/" + bucket + "/key?x-amz-meta-a=b%0D%0Ac").presigned(Duration.ofMinutes(5), Clock.systemUTC());
        assertEquals(400, RawRequest.of("PUT", broken).body("value".getBytes()).send().statusCode());
    }

    @Test
    void parametersStandForHeadersInPresignedAddressesOnly() {
        String bucket = bucket();
        assertEquals(200, raw("PUT", "/" + bucket + "/key?x-amz-meta-color=blue").body("value".getBytes()).signed().send().statusCode());
        assertEquals(Map.of(), s3.headObject(r -> r.bucket(bucket).key("key")).metadata());
    }

    @Test
    void aPresignedAddressCannotBeChanged() {
        String bucket = bucket();
        put(bucket, "key", "value");
        put(bucket, "other", "secret");
        String address = presignedGet(bucket, "key", Duration.ofMinutes(5));
        assertCode(403, "SignatureDoesNotMatch", RawRequest.of("GET", URI.create(address.replace("/key?", "/other?"))).send());
        assertCode(403, "SignatureDoesNotMatch", RawRequest.of("DELETE", URI.create(address)).send());
        assertCode(403, "SignatureDoesNotMatch", RawRequest.of("GET", URI.create(address + "&response-content-type=text/html")).send());
        assertEquals("value", text(bucket, "key"));
    }

    @ParameterizedTest
    @CsvSource({"X-Amz-Expires=300, X-Amz-Expires=604801", "X-Amz-Expires=300, X-Amz-Expires=0", "X-Amz-Expires=300, X-Amz-Expires=x"})
    void aPresignedAddressHoldsFromASecondToSevenDays(String was, String is) {
        String address = presignedGet(bucket(), "key", Duration.ofMinutes(5)).replace(was, is);
        assertCode(400, "AuthorizationQueryParametersError", RawRequest.of("GET", URI.create(address)).send());
    }

    @Test
    void aPresignedAddressExpires() {
        String bucket = bucket();
        URI address = RawRequest.of(server, "GET", "/" + bucket + "/key")
                .presigned(Duration.ofMinutes(5), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6)));
        HttpResponse<String> answer = RawRequest.of("GET", address).send();
        assertCode(403, "AccessDenied", answer);
        assertTrue(answer.body().contains("Request has expired"), answer::body);
    }
}
