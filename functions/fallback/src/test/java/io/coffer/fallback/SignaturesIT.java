package io.coffer.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
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
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
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

    /** As the SDK for JavaScript v2 makes it: what it signs as headers stands in the query, and nobody sends the headers. */
    @Test
    void aPresignedAddressMayHaveItsSignedHeadersInItsQuery() {
        String bucket = bucket();
        put(bucket, "source", "copied");
        String md5 = base64(DigestUtils.md5("value"));
        URI put = raw("PUT", "/" + bucket + "/key?x-amz-meta-color=dark%20blue&x-amz-server-side-encryption=AES256&Content-MD5="
                        + URLEncoder.encode(md5, StandardCharsets.UTF_8))
                .header("x-amz-meta-color", "dark blue").header("x-amz-server-side-encryption", "AES256")
                .header("Content-MD5", md5)
                .presigned(Duration.ofMinutes(5), Clock.systemUTC());
        assertCode(400, "BadDigest", RawRequest.of("PUT", put).body("other".getBytes()).send());
        assertEquals(200, RawRequest.of("PUT", put).body("value".getBytes()).send().statusCode());
        HeadObjectResponse stored = s3.headObject(r -> r.bucket(bucket).key("key"));
        assertEquals(Map.of("color", "dark blue"), stored.metadata());
        assertEquals("AES256", stored.serverSideEncryptionAsString());
        URI copy = raw("PUT", "/" + bucket + "/copy?x-amz-copy-source=" + bucket + "%2Fsource")
                .header("x-amz-copy-source", bucket + "/source")
                .presigned(Duration.ofMinutes(5), Clock.systemUTC());
        assertEquals(200, RawRequest.of("PUT", copy).send().statusCode());
        assertEquals("copied", text(bucket, "copy"));
        assertEquals(403, RawRequest.of("PUT", URI.create(put.toString().replace("=dark%20blue", "=red"))).send().statusCode());
    }

    @Test
    void aContentHashBesideAPresignedAddressNeedsNoSignature() {
        String bucket = bucket();
        URI put = raw("PUT", "/" + bucket + "/key").presigned(Duration.ofMinutes(5), Clock.systemUTC());
        String hash = DigestUtils.sha256Hex("value");
        assertCode(400, "XAmzContentSHA256Mismatch",
                RawRequest.of("PUT", put).header("x-amz-content-sha256", hash).body("other".getBytes()).send());
        assertCode(403, "AccessDenied", RawRequest.of("PUT", put).header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .header("x-amz-decoded-content-length", "0").body("0\r\n\r\n".getBytes()).send());
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("key")));
        for (String tolerated : List.of(hash, "UNSIGNED-PAYLOAD")) {
            assertEquals(200, RawRequest.of("PUT", put).header("x-amz-content-sha256", tolerated).body("value".getBytes()).send()
                    .statusCode(), tolerated);
        }
        assertEquals("value", text(bucket, "key"));
    }

    /** An answer to HEAD has nothing else to say it by, and SDKs sign again for the region they are told. */
    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET", "PUT", "DELETE"})
    void whoSignsForAnotherRegionIsToldTheBucketsOwn(String method) {
        String bucket = bucket();
        HttpResponse<String> answer = raw(method, "/" + bucket)
                .signed("s3", "eu-west-1", TestServer.CREDENTIALS, Clock.systemUTC()).send();
        assertEquals(400, answer.statusCode());
        assertEquals("us-east-1", answer.headers().firstValue("x-amz-bucket-region").orElse(null));
        URI presigned = URI.create(raw(method, "/" + bucket).presigned(Duration.ofMinutes(5), Clock.systemUTC()).toString()
                .replace("%2Fus-east-1%2F", "%2Feu-west-1%2F"));
        answer = RawRequest.of(method, presigned).send();
        assertEquals(400, answer.statusCode());
        assertEquals("us-east-1", answer.headers().firstValue("x-amz-bucket-region").orElse(null));
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
