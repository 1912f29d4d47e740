package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.BrowserForm;
import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.TestServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What users may do to objects: nothing but what their policies allow. */
@OneGatewayStyle
final class UserRightsIT extends UserRightsClientTest {

    @Test
    void whoHasNoPolicyMayDoNothing() {
        String bucket = bucket();
        put(bucket, "a", "a");
        S3Client user = s3(userWith());
        assertRefused(403, "AccessDenied", () -> user.listBuckets());
        assertRefused(403, "AccessDenied", () -> user.createBucket(r -> r.bucket(bucketName())));
        assertRefused(403, () -> user.headBucket(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> list(user, bucket, ""));
        assertRefused(403, "AccessDenied", () -> get(user, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> get(user, bucket, "missing"));
        assertRefused(403, "AccessDenied", () -> put(user, bucket, "b"));
        assertRefused(403, "AccessDenied", () -> user.deleteObject(r -> r.bucket(bucket).key("a")));
        assertRefused(403, "AccessDenied", () -> user.createMultipartUpload(r -> r.bucket(bucket).key("a")));
        assertRefused(403, "AccessDenied", () -> user.getBucketPolicy(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> user.deleteBucketPolicy(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> user.deleteBucket(r -> r.bucket(bucket)));
        assertRefused(404, "NoSuchBucket", () -> list(user, "t-no-such-bucket", ""));
    }

    @Test
    void readOnly() {
        String bucket = bucket();
        String elsewhere = bucket();
        put(bucket, "a", "a");
        put(elsewhere, "a", "a");
        S3Client reader = s3(userWith(statement("Allow", "'s3:GetObject','s3:ListBucket'", "", bucket, bucket + "/*")));
        assertEquals("a", get(reader, bucket, "a"));
        assertEquals(List.of("a"), list(reader, bucket, ""));
        assertRefused(404, "NoSuchKey", () -> get(reader, bucket, "missing"));
        assertRefused(403, "AccessDenied", () -> put(reader, bucket, "b"));
        assertRefused(403, "AccessDenied", () -> reader.deleteObject(r -> r.bucket(bucket).key("a")));
        assertRefused(403, "AccessDenied", () -> get(reader, elsewhere, "a"));
        assertRefused(403, "AccessDenied", () -> list(reader, elsewhere, ""));
        assertRefused(403, "AccessDenied", () -> reader.getBucketAcl(r -> r.bucket(bucket)));
        assertEquals("a", text(elsewhere, "a"));
    }

    @Test
    void writeOnly() {
        String bucket = bucket();
        S3Client writer = s3(userWith(statement("Allow", "'s3:PutObject','s3:AbortMultipartUpload'", "", bucket + "/*")));
        put(writer, bucket, "a");
        String upload = writer.createMultipartUpload(r -> r.bucket(bucket).key("b")).uploadId();
        writer.uploadPart(r -> r.bucket(bucket).key("b").uploadId(upload).partNumber(1), RequestBody.fromString("b"));
        assertRefused(403, "AccessDenied", () -> writer.listParts(r -> r.bucket(bucket).key("b").uploadId(upload)));
        writer.abortMultipartUpload(r -> r.bucket(bucket).key("b").uploadId(upload));
        assertRefused(403, "AccessDenied", () -> get(writer, bucket, "a"));
        assertRefused(403, () -> writer.headObject(r -> r.bucket(bucket).key("a")));
        assertRefused(403, "AccessDenied", () -> list(writer, bucket, ""));
        assertRefused(403, "AccessDenied", () -> writer.deleteObject(r -> r.bucket(bucket).key("a")));
        assertEquals("a", text(bucket, "a"));
    }

    @Test
    void tagsAndListsOfANewObjectTakeTheRightsToPutThem() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("tagged").tagging("a=1"), "tagged");
        S3Client writer = s3(userWith(statement("Allow", "'s3:GetObject','s3:PutObject'", "", bucket + "/*")));
        S3Client tagger = s3(userWith(statement("Allow", "'s3:GetObject','s3:GetObjectTagging','s3:PutObject','s3:PutObjectTagging'", "",
                bucket + "/*")));
        S3Client lister = s3(userWith(statement("Allow", "'s3:PutObject','s3:PutObjectAcl'", "", bucket + "/*")));

        assertRefused(403, "AccessDenied", () -> writer.putObject(r -> r.bucket(bucket).key("a").tagging("a=1"), RequestBody.empty()));
        assertRefused(403, "AccessDenied", () -> writer.createMultipartUpload(r -> r.bucket(bucket).key("a").tagging("a=1")));
        assertRefused(403, "AccessDenied", () -> copyTagged(writer, bucket));
        assertRefused(403, "AccessDenied", () -> writer.putObject(r -> r.bucket(bucket).key("a").acl("private"), RequestBody.empty()));
        assertRefused(403, "AccessDenied", () -> tagger.putObject(r -> r.bucket(bucket).key("a").acl("private"), RequestBody.empty()));
        assertRefused(403, "AccessDenied", () -> lister.putObject(r -> r.bucket(bucket).key("a").tagging("a=1"), RequestBody.empty()));

        tagger.putObject(r -> r.bucket(bucket).key("b").tagging("a=1"), RequestBody.empty());
        copyTagged(tagger, bucket);
        lister.putObject(r -> r.bucket(bucket).key("c").acl("private"), RequestBody.empty());
        assertEquals(List.of("b", "c", "copy", "tagged"), list(s3, bucket, ""));
    }

    @Test
    void onePrefixAlone() {
        String bucket = bucket();
        List.of("home/bob/a", "home/eve/a", "home/bobby").forEach(key -> put(bucket, key, key));
        S3Client bob = s3(userWith(
                statement("Allow", "'s3:GetObject','s3:PutObject','s3:DeleteObject'", "", bucket + "/home/bob/*"),
                statement("Allow", "'s3:ListBucket'", "'StringLike':{'s3:prefix':'home/bob/*'}", bucket)));
        assertEquals(List.of("home/bob/a"), list(bob, bucket, "home/bob/"));
        assertEquals("home/bob/a", get(bob, bucket, "home/bob/a"));
        put(bob, bucket, "home/bob/b");
        bob.deleteObject(r -> r.bucket(bucket).key("home/bob/b"));
        for (String prefix : List.of("", "home/", "home/bob", "home/eve/")) {
            assertRefused(403, "AccessDenied", () -> list(bob, bucket, prefix));
        }
        assertRefused(403, "AccessDenied", () -> bob.listObjectsV2(r -> r.bucket(bucket)));
        for (String key : List.of("home/eve/a", "home/bobby", "home/bob")) {
            assertRefused(403, "AccessDenied", () -> get(bob, bucket, key));
            assertRefused(403, "AccessDenied", () -> put(bob, bucket, key));
        }
    }

    @Test
    void aKeyThatIsMissingIsToldToWhoMayListItsPrefix() {
        String bucket = bucket();
        S3Client bob = s3(userWith(
                statement("Allow", "'s3:GetObject'", "", bucket + "/*"),
                statement("Allow", "'s3:ListBucket'", "'StringLike':{'s3:prefix':'home/bob/*'}", bucket)));
        assertRefused(404, "NoSuchKey", () -> get(bob, bucket, "home/bob/missing"));
        assertRefused(404, () -> bob.headObject(r -> r.bucket(bucket).key("home/bob/missing")));
        assertRefused(403, "AccessDenied", () -> get(bob, bucket, "home/eve/missing"));
        assertRefused(403, () -> bob.headObject(r -> r.bucket(bucket).key("missing")));
        assertRefused(403, () -> bob.headBucket(r -> r.bucket(bucket)));
    }

    @Test
    void aConditionIsMetByNoKeyOfAnotherAction() {
        String bucket = bucket();
        put(bucket, "secret", "secret");
        AwsBasicCredentials bob = userWith(statement("Allow", "'s3:ListBucket','s3:GetObject','s3:PutObject','s3:DeleteObject'",
                "'StringLike':{'s3:prefix':'home/bob/*'}", bucket, bucket + "/*"));
        assertEquals(200, status("GET", "/" + bucket + "?prefix=home/bob/", bob));
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
            assertEquals(403, status(method, "/" + bucket + "/secret?prefix=home/bob/", bob), method);
        }
        assertEquals(403, status("HEAD", "/" + bucket + "?prefix=home/bob/", bob));
        AwsBasicCredentials eve = userWith(EVERYTHING,
                statement("Deny", "'s3:*'", "'StringNotLike':{'s3:prefix':'home/eve/*'}", bucket, bucket + "/*"));
        assertEquals(200, status("GET", "/" + bucket + "?prefix=home/eve/", eve));
        assertEquals(403, status("GET", "/" + bucket + "/secret?prefix=home/eve/", eve));
        assertEquals("secret", text(bucket, "secret"));
    }

    private int status(String method, String target, AwsBasicCredentials credentials) {
        return raw(method, target).signed(credentials, Clock.systemUTC()).send().statusCode();
    }

    @Test
    void denyWinsOverAllow() {
        String bucket = bucket();
        put(bucket, "keep/a", "a");
        put(bucket, "b", "b");
        S3Client user = s3(userWith(EVERYTHING, statement("Deny", "'s3:DeleteObject*'", "", bucket + "/keep/*")));
        assertRefused(403, "AccessDenied", () -> user.deleteObject(r -> r.bucket(bucket).key("keep/a")));
        var deleted = user.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(o -> o.key("keep/a"), o -> o.key("b"))));
        assertEquals(List.of("b"), deleted.deleted().stream().map(one -> one.key()).toList());
        assertEquals(List.of("keep/a AccessDenied"), deleted.errors().stream().map(one -> one.key() + " " + one.code()).toList());
        assertEquals("a", get(user, bucket, "keep/a"));
    }

    @Test
    void aKeyIsGoodUntilItsPolicySays() {
        String bucket = bucket();
        put(bucket, "a", "a");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        S3Client expired = s3(userWith(until(bucket, now.minusSeconds(60))));
        S3Client good = s3(userWith(until(bucket, now.plusSeconds(3600))));
        assertRefused(403, "AccessDenied", () -> get(expired, bucket, "a"));
        assertEquals("a", get(good, bucket, "a"));
    }

    private static String until(String bucket, Instant end) {
        return statement("Allow", "'s3:GetObject'", "'DateLessThan':{'aws:CurrentTime':'" + end + "'}", bucket + "/*");
    }

    @Test
    void presignedAddressesHaveTheirSignersRights() {
        String bucket = bucket();
        put(bucket, "in/a", "a");
        put(bucket, "out", "b");
        AwsBasicCredentials user = userWith(statement("Allow", "'s3:GetObject','s3:PutObject'", "", bucket + "/in/*"));
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(server.origin())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(user))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(endpoint.pathStyle()).build())
                .build()) {
            assertEquals(200, presignedGet(presigner, bucket, "in/a"));
            assertEquals(403, presignedGet(presigner, bucket, "out"));
            assertEquals(403, presignedGet(presigner, bucket, "in/missing"));
            assertEquals(200, presignedPut(presigner, bucket, "in/b"));
            assertEquals(403, presignedPut(presigner, bucket, "b"));
        }
        assertEquals("presigned", text(bucket, "in/b"));
    }

    private static int presignedGet(S3Presigner presigner, String bucket, String key) {
        URI address = URI.create(presigner.presignGetObject(
                p -> p.signatureDuration(Duration.ofMinutes(5)).getObjectRequest(r -> r.bucket(bucket).key(key))).url().toString());
        return RawRequest.of("GET", address).send().statusCode();
    }

    private static int presignedPut(S3Presigner presigner, String bucket, String key) {
        URI address = URI.create(presigner.presignPutObject(
                p -> p.signatureDuration(Duration.ofMinutes(5)).putObjectRequest(r -> r.bucket(bucket).key(key))).url().toString());
        return RawRequest.of("PUT", address).body("presigned".getBytes()).send().statusCode();
    }

    @Test
    void formsHaveTheirSignersRights() {
        String bucket = bucket();
        AwsBasicCredentials user = userWith(statement("Allow", "'s3:PutObject'", "", bucket + "/in/*"));
        assertEquals(204, form(user, bucket, "in/a").send().statusCode());
        assertEquals(403, form(user, bucket, "a").send().statusCode());
        assertEquals("form", text(bucket, "in/a"));
        assertEquals(List.of("in/a"), list(s3, bucket, ""));
    }

    private BrowserForm form(AwsBasicCredentials user, String bucket, String key) {
        return BrowserForm.to(server, endpoint, bucket).as(user).field("key", key)
                .signed("{\"bucket\": \"" + bucket + "\"}, [\"starts-with\", \"$key\", \"\"]").file("form");
    }

    @Test
    void aCopyNeedsBothItsEnds() {
        String source = bucket();
        String target = bucket();
        put(source, "a", "a");
        S3Client writer = s3(userWith(statement("Allow", "'s3:PutObject'", "", target + "/*")));
        S3Client reader = s3(userWith(statement("Allow", "'s3:GetObject'", "", source + "/*")));
        S3Client both = s3(userWith(
                statement("Allow", "'s3:PutObject'", "", target + "/*"), statement("Allow", "'s3:GetObject'", "", source + "/*")));
        assertRefused(403, "AccessDenied", () -> copy(writer, source, target));
        assertRefused(403, "AccessDenied", () -> copy(reader, source, target));
        copy(both, source, target);
        assertEquals("a", text(target, "copy"));
    }

    private static void copy(S3Client client, String source, String target) {
        client.copyObject(r -> r.sourceBucket(source).sourceKey("a").destinationBucket(target).destinationKey("copy"));
    }
}
