package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.standalone.TlsClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Bucket policies, asked by their owner, by another account and by nobody in particular. They are written with single quotes here. */
@OneGatewayStyle
final class PolicyIT extends S3ClientTest {

    private static final String NO_PLAIN_HTTP = "there is no plain HTTP before a gateway";
    private static final String EVERYONE = "'*'";
    private static final String OTHER = "{'AWS':'" + TestServer.OTHER_ACCOUNT + "'}";

    private final List<String> withPolicies = new ArrayList<>();

    @AfterEach
    void deletePolicies() {
        withPolicies.forEach(bucket -> s3.deleteBucketPolicy(r -> r.bucket(bucket)));
    }

    @Test
    void comesBackByteForByteAndGoesAway() {
        String bucket = bucket();
        assertRefused(404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(r -> r.bucket(bucket)));
        String statement = statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", "").replace('\'', '"');
        String policy = "{ \"Version\": \"2012-10-17\",\n \"Statement\" : " + statement + "\n}\n";
        withPolicies.add(bucket);
        assertEquals(204, s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy)).sdkHttpResponse().statusCode());
        assertEquals(policy, s3.getBucketPolicy(r -> r.bucket(bucket)).policy());
        assertEquals("application/json", raw("GET", "/" + bucket + "?policy").signed().send().headers().firstValue("Content-Type").get());
        assertEquals(204, s3.deleteBucketPolicy(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
        assertEquals(204, s3.deleteBucketPolicy(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
        assertRefused(404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(r -> r.bucket(bucket)));
    }

    @Test
    void whatCouldNotBeCarriedOutIsRefusedAndLeavesWhatThereWas() {
        String bucket = bucket();
        putPolicy(bucket, statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", ""));
        String before = s3.getBucketPolicy(r -> r.bucket(bucket)).policy();
        for (String bad : List.of("", "[]", "{", "{}",
                policy(statement("Allow", EVERYONE, "'s3:GetObject'", "elsewhere", "/*", "")),
                policy(statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "", "")),
                policy(statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", "'StringEquals':{'aws:Moon':'full'}")),
                policy(statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", "'StringSounds':{'aws:Referer':'a'}")))) {
            assertRefused(400, "MalformedPolicy", () -> s3.putBucketPolicy(r -> r.bucket(bucket).policy(bad)));
        }
        assertRefused(400, "MaxMessageLengthExceeded", () -> s3.putBucketPolicy(r -> r.bucket(bucket).policy(" ".repeat((256 << 10) + 1))));
        assertEquals(before, s3.getBucketPolicy(r -> r.bucket(bucket)).policy());
    }

    @Test
    void letsNobodyInParticularRead() {
        String bucket = bucket();
        put(bucket, "public/a", "a");
        put(bucket, "b", "b");
        assertEquals(403, anonymous("GET", bucket, "public/a"));
        putPolicy(bucket, statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/public/*", ""));
        assertEquals(200, anonymous("GET", bucket, "public/a"));
        assertEquals(200, anonymous("HEAD", bucket, "public/a"));
        assertEquals(403, anonymous("GET", bucket, "b"));
        assertEquals(403, anonymous("GET", bucket, "public/missing"), "who may not list is not told what there is not");
        assertEquals(403, anonymous("DELETE", bucket, "public/a"));
        assertEquals(403, raw("GET", "/" + bucket).send().statusCode());
        assertEquals("a", other.getObjectAsBytes(r -> r.bucket(bucket).key("public/a")).asUtf8String());
        putPolicy(bucket, statement("Allow", EVERYONE, "['s3:GetObject','s3:ListBucket']", bucket, "", "", "/*"));
        assertEquals(404, anonymous("GET", bucket, "missing"));
        assertEquals(200, raw("GET", "/" + bucket).send().statusCode());
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
        assertEquals(403, anonymous("GET", bucket, "public/a"));
    }

    @Test
    void letsAnotherAccountDoWhatItNamesAndNoMore() {
        String bucket = bucket();
        put(bucket, "a", "a");
        putPolicy(bucket, statement("Allow", OTHER, "['s3:PutObject','s3:AbortMultipartUpload']", bucket, "/*", ""));
        other.putObject(r -> r.bucket(bucket).key("b"), RequestBody.fromString("b"));
        String upload = other.createMultipartUpload(r -> r.bucket(bucket).key("c")).uploadId();
        other.uploadPart(r -> r.bucket(bucket).key("c").uploadId(upload).partNumber(1), RequestBody.fromString("c"));
        assertRefused(403, "AccessDenied", () -> other.listParts(r -> r.bucket(bucket).key("c").uploadId(upload)));
        other.abortMultipartUpload(r -> r.bucket(bucket).key("c").uploadId(upload));
        assertEquals("b", text(bucket, "b"));
        assertRefused(403, "AccessDenied", () -> other.getObjectAsBytes(r -> r.bucket(bucket).key("a")));
        assertRefused(403, "AccessDenied", () -> other.deleteObject(r -> r.bucket(bucket).key("a")));
        assertRefused(403, "AccessDenied", () -> other.listObjectsV2(r -> r.bucket(bucket)));
        assertEquals(403, anonymous("PUT", bucket, "d"));
    }

    @Test
    void aCopyNeedsBothItsEnds() {
        String source = bucket();
        String target = bucket();
        put(source, "a", "a");
        putPolicy(target, statement("Allow", OTHER, "'s3:PutObject'", target, "/*", ""));
        assertRefused(403, "AccessDenied", () -> copy(other, source, "a", target));
        putPolicy(source, statement("Allow", OTHER, "'s3:GetObject'", source, "/*", ""));
        copy(other, source, "a", target);
        assertEquals("a", text(target, "copy"));
    }

    @Test
    void eachKeyOfDeleteObjectsIsJudged() {
        String bucket = bucket();
        put(bucket, "keep/a", "a");
        put(bucket, "b", "b");
        putPolicy(bucket,
                statement("Allow", OTHER, "'s3:DeleteObject'", bucket, "/*", ""),
                statement("Deny", EVERYONE, "'s3:DeleteObject'", bucket, "/keep/*", ""));
        var result = other.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(o -> o.key("keep/a"), o -> o.key("b"))));
        assertEquals(List.of("b"), result.deleted().stream().map(deleted -> deleted.key()).toList());
        assertEquals(List.of("keep/a AccessDenied"), result.errors().stream().map(error -> error.key() + " " + error.code()).toList());
    }

    @Test
    void denyWinsOverTheOwnerToo() {
        String bucket = bucket();
        put(bucket, "a", "a");
        putPolicy(bucket,
                statement("Allow", EVERYONE, "'s3:*'", bucket, "", "", "/*"),
                statement("Deny", EVERYONE, "'s3:*'", bucket, "", "", "/*"));
        assertRefused(403, "AccessDenied", () -> get(bucket, "a"));
        assertRefused(403, () -> s3.headBucket(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> s3.getBucketAcl(r -> r.bucket(bucket)));
        assertDoesNotThrow(() -> s3.getBucketPolicy(r -> r.bucket(bucket)));
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:DeleteBucketPolicy'", bucket, "", ""));
        assertEquals("a", text(bucket, "a"));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
    }

    @Test
    void aPolicyIsItsOwnersAlone() {
        String bucket = bucket();
        assertRefused(403, "AccessDenied", () -> other.getBucketPolicy(r -> r.bucket(bucket)));
        putPolicy(bucket, statement("Allow", OTHER, "'s3:*BucketPolicy*'", bucket, "", ""));
        assertRefused(405, "MethodNotAllowed", () -> other.getBucketPolicy(r -> r.bucket(bucket)));
        assertRefused(405, "MethodNotAllowed", () -> other.putBucketPolicy(r -> r.bucket(bucket).policy("{}")));
        assertRefused(405, "MethodNotAllowed", () -> other.deleteBucketPolicy(r -> r.bucket(bucket)));
        assertFalse(other.getBucketPolicyStatus(r -> r.bucket(bucket)).policyStatus().isPublic());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'IpAddress':{'aws:SourceIp':['127.0.0.0/8','::1']} | 200",
        "'IpAddress':{'aws:SourceIp':'192.0.2.0/24'} | 403",
        "'NotIpAddress':{'aws:SourceIp':'192.0.2.0/24'} | 200",
        "'Bool':{'aws:SecureTransport':'false'} | 200",
        "'Bool':{'aws:SecureTransport':'true'} | 403",
        "'StringLike':{'aws:Referer':'http://example.com/*'} | 200",
        "'StringLike':{'aws:Referer':'http://example.org/*'} | 403",
        "'StringEquals':{'aws:UserAgent':'curl/8'} | 200",
        "'DateGreaterThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'} | 200",
        "'DateLessThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'} | 403",
        "'NumericGreaterThan':{'aws:EpochTime':'1577836800'} | 200",
        "'Null':{'aws:PrincipalAccount':'true'} | 200",
        "'Null':{'s3:authType':'false'} | 403",
        "'StringEquals':{'s3:ResourceAccount':'000000000000'} | 200",
    })
    void conditionsOfAnonymousRequests(String condition, int status) {
        if (condition.contains("SecureTransport")) {
            requireDirect(NO_PLAIN_HTTP);
        }
        String bucket = bucket();
        put(bucket, "a", "a");
        putPolicy(bucket, statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", condition));
        assertEquals(status, raw("GET", "/" + bucket + "/a")
                .header("Referer", "http://example.com/page")
                .header("User-Agent", "curl/8")
                .send().statusCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'StringEquals':{'aws:PrincipalAccount':'111122223333'} | true",
        "'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:root'} | true",
        "'StringEquals':{'aws:userid':'111122223333'} | true",
        "'StringEquals':{'s3:authType':'REST-HEADER','s3:signatureversion':'AWS4-HMAC-SHA256'} | true",
        "'StringEquals':{'s3:authType':'REST-QUERY-STRING'} | false",
        "'NumericLessThan':{'s3:signatureAge':'600000'} | true",
        "'NumericGreaterThan':{'s3:signatureAge':'600000'} | false",
        "'Bool':{'aws:SecureTransport':'true'} | false",
    })
    void conditionsOfSignedRequests(String condition, boolean allowed) {
        if (condition.contains("SecureTransport")) {
            requireDirect(NO_PLAIN_HTTP);
        }
        String bucket = bucket();
        put(bucket, "a", "a");
        putPolicy(bucket, statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", condition));
        if (allowed) {
            assertEquals("a", other.getObjectAsBytes(r -> r.bucket(bucket).key("a")).asUtf8String());
        } else {
            assertRefused(403, "AccessDenied", () -> other.getObjectAsBytes(r -> r.bucket(bucket).key("a")));
        }
    }

    @Test
    void plainHttpMayBeDenied() throws Exception {
        requireDirect(NO_PLAIN_HTTP);
        requireServer("speaks TLS");
        String bucket = bucket();
        put(bucket, "a", "a");
        putPolicy(bucket,
                statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", ""),
                statement("Deny", EVERYONE, "'s3:*'", bucket, "", "'Bool':{'aws:SecureTransport':'false'}", "/*"));
        assertEquals(403, anonymous("GET", bucket, "a"));
        HttpRequest overTls = HttpRequest.newBuilder(server.tlsOrigin().resolve("/" + bucket + "/a")).build();
        assertEquals(200, TlsClient.trusting(server.authority()).send(overTls, BodyHandlers.discarding()).statusCode());
    }

    @Test
    void presignedAddressesMayBeHeldShorterThanTheirSignersMeant() {
        String bucket = bucket();
        put(bucket, "a", "a");
        Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
        var address = raw("GET", "/" + bucket + "/a").presigned(Duration.ofHours(1), earlier);
        assertEquals(200, RawRequest.of("GET", address).send().statusCode());
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:GetObject'", bucket, "/*",
                "'StringEquals':{'s3:authType':'REST-QUERY-STRING'},'NumericGreaterThan':{'s3:signatureAge':'60000'}"));
        assertEquals(403, RawRequest.of("GET", address).send().statusCode());
        assertEquals("a", text(bucket, "a"));
    }

    @Test
    void howARequestIsSignedIsWhatWasVerified() {
        String bucket = bucket();
        put(bucket, "a", "a");
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:GetObject'", bucket, "/*",
                "'StringNotEquals':{'s3:authType':'REST-HEADER'}"));
        var presigned = raw("GET", "/" + bucket + "/a").presigned(Duration.ofHours(1), Clock.systemUTC());
        assertEquals(403, RawRequest.of("GET", presigned).send().statusCode());
        assertEquals(403, RawRequest.of("GET", presigned).header("Authorization", "").send().statusCode());
        assertEquals("a", text(bucket, "a"));
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:GetObject'", bucket, "/*", "'NumericGreaterThan':{'s3:signatureAge':'60000'}"));
        String now = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now());
        Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
        assertEquals(403, raw("GET", "/" + bucket + "/a?X-Amz-Date=" + now).signed(TestServer.CREDENTIALS, earlier).send().statusCode());
    }

    @Test
    void aConditionIsMetByNoKeyOfAnotherAction() {
        String bucket = bucket();
        put(bucket, "secret", "secret");
        putPolicy(bucket, statement("Allow", EVERYONE, "'s3:*'", bucket, "", "'StringLike':{'s3:prefix':'public/*'}", "/*"));
        assertEquals(200, raw("GET", "/" + bucket + "?prefix=public/").send().statusCode());
        assertEquals(403, anonymous("GET", bucket, "secret?prefix=public/"));
        assertEquals(403, anonymous("PUT", bucket, "planted?prefix=public/"));
        assertEquals(403, raw("PUT", "/" + bucket + "?acl&prefix=public/").header("x-amz-acl", "public-read-write").send().statusCode());
        assertEquals(403, anonymous("GET", bucket, "missing?prefix=public/"));
    }

    @Test
    void listingsMayBeConfinedToAPrefix() {
        String bucket = bucket();
        put(bucket, "home/other/a", "a");
        putPolicy(bucket, statement("Allow", OTHER, "['s3:ListBucket','s3:ListBucketVersions']", bucket, "",
                "'StringLike':{'s3:prefix':['home/other/*','shared/*']},'NumericLessThanEquals':{'s3:max-keys':'10'}"));
        assertEquals(1, other.listObjectsV2(r -> r.bucket(bucket).prefix("home/other/").maxKeys(10)).keyCount());
        assertEquals(1, other.listObjectVersions(r -> r.bucket(bucket).prefix("home/other/").maxKeys(1)).versions().size());
        assertRefused(403, "AccessDenied", () -> other.listObjectsV2(r -> r.bucket(bucket).prefix("home/other/").maxKeys(11)));
        assertRefused(403, "AccessDenied", () -> other.listObjectsV2(r -> r.bucket(bucket).prefix("home/other/")));
        assertRefused(403, "AccessDenied", () -> other.listObjectsV2(r -> r.bucket(bucket).prefix("home/").maxKeys(10)));
        assertRefused(403, "AccessDenied", () -> other.listObjectsV2(r -> r.bucket(bucket).maxKeys(10)));
    }

    @Test
    void writesMayBeHeldToTheirHeaders() {
        String bucket = bucket();
        putPolicy(bucket,
                statement("Allow", OTHER, "'s3:PutObject'", bucket, "/*", "'StringEquals':{'s3:x-amz-acl':'bucket-owner-full-control'}"),
                statement("Deny", OTHER, "'s3:PutObject'", bucket, "/*",
                        "'Null':{'s3:x-amz-storage-class':'false'},'StringNotEquals':{'s3:x-amz-storage-class':'STANDARD'}"));
        putAsOther(r -> r.bucket(bucket).key("a").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL));
        assertRefused(403, "AccessDenied", () -> putAsOther(r -> r.bucket(bucket).key("a")));
        assertRefused(403, "AccessDenied", () -> putAsOther(r -> r.bucket(bucket).key("a").acl(ObjectCannedACL.PUBLIC_READ)));
        assertRefused(403, "AccessDenied", () -> putAsOther(r -> r.bucket(bucket).key("a")
                .acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL).storageClass("GLACIER")));
    }

    @Test
    void writesMayBeHeldToTheirEncryptionWhosePartsNeedNotSayItAgain() {
        String bucket = bucket();
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:PutObject'", bucket, "/*",
                "'StringNotEquals':{'s3:x-amz-server-side-encryption':'AES256'}"));
        assertRefused(403, "AccessDenied", () -> put(bucket, "a", "a"));
        assertRefused(403, "AccessDenied", () -> s3.createMultipartUpload(r -> r.bucket(bucket).key("b")));
        put(r -> r.bucket(bucket).key("a").serverSideEncryption("AES256"), "a");
        String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key("b").serverSideEncryption("AES256")).uploadId();
        String etag = s3.uploadPart(r -> r.bucket(bucket).key("b").uploadId(upload).partNumber(1), RequestBody.fromString("b")).eTag();
        s3.completeMultipartUpload(r -> r.bucket(bucket).key("b").uploadId(upload)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(etag))));
        assertEquals("b", text(bucket, "b"));
    }

    @Test
    void encryptionIsWhatTakesEffect() {
        String bucket = bucket();
        String encrypted = s3.createMultipartUpload(r -> r.bucket(bucket).key("a").serverSideEncryption("AES256")).uploadId();
        String plain = s3.createMultipartUpload(r -> r.bucket(bucket).key("a")).uploadId();
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:PutObject'", bucket, "/*",
                "'StringNotEquals':{'s3:x-amz-server-side-encryption':'AES256'}"));
        int replaced = raw("PUT", "/" + bucket + "/a?uploadId=" + encrypted).body("plain".getBytes()).signed().send().statusCode();
        assertTrue(replaced == 403 || replaced == 400, "a PUT of an object is none of an upload's part: " + replaced);
        assertEquals(403, raw("PUT", "/" + bucket + "/a?partNumber=1&uploadId=" + plain).body("plain".getBytes())
                .header("x-amz-server-side-encryption", "AES256").signed().send().statusCode());
        assertRefused(404, () -> s3.headObject(r -> r.bucket(bucket).key("a")));
        s3.uploadPart(r -> r.bucket(bucket).key("a").uploadId(encrypted).partNumber(1), RequestBody.fromString("encrypted"));
    }

    @Test
    void anUploadIsHeldToTheHeadersItWasBegunWith() {
        String bucket = bucket();
        putPolicy(bucket, statement("Allow", OTHER, "'s3:PutObjectTagging'", bucket, "/*", ""), statement("Allow", OTHER, "'s3:PutObject'",
                bucket, "/*", "'StringEquals':{'s3:x-amz-acl':'bucket-owner-full-control','s3:RequestObjectTag/team':'red'}"));
        assertRefused(403, "AccessDenied", () -> other.createMultipartUpload(r -> r.bucket(bucket).key("a").tagging("team=red")));
        String upload = other.createMultipartUpload(r -> r.bucket(bucket).key("a").tagging("team=red")
                .acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL)).uploadId();
        String etag = other.uploadPart(r -> r.bucket(bucket).key("a").uploadId(upload).partNumber(1), RequestBody.fromString("a")).eTag();
        other.completeMultipartUpload(r -> r.bucket(bucket).key("a").uploadId(upload)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(etag))));
        assertEquals("a", text(bucket, "a"));
    }

    @Test
    void writesMayBeHeldToWhatIsNotThereYet() {
        String bucket = bucket();
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:PutObject'", bucket, "/*",
                "'Null':{'s3:if-none-match':'true'},'Bool':{'s3:ObjectCreationOperation':'true'}"));
        assertRefused(403, "AccessDenied", () -> put(bucket, "a", "a"));
        put(r -> r.bucket(bucket).key("a").ifNoneMatch("*"), "a");
        String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key("b")).uploadId();
        String etag = s3.uploadPart(r -> r.bucket(bucket).key("b").uploadId(upload).partNumber(1), RequestBody.fromString("b")).eTag();
        assertRefused(403, "AccessDenied", () -> s3.completeMultipartUpload(r -> r.bucket(bucket).key("b").uploadId(upload)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(etag)))));
        s3.completeMultipartUpload(r -> r.bucket(bucket).key("b").uploadId(upload).ifNoneMatch("*")
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(etag))));
        assertEquals("b", text(bucket, "b"));
    }

    @Test
    void deletionsMayBeHeldToWhatIsDeletedEachKeyByItself() {
        String bucket = bucket();
        String etag = put(bucket, "a", "a").eTag();
        put(bucket, "b", "b");
        putPolicy(bucket, statement("Deny", EVERYONE, "'s3:DeleteObject'", bucket, "/*", "'Null':{'s3:if-match':'true'}"));
        assertRefused(403, "AccessDenied", () -> s3.deleteObject(r -> r.bucket(bucket).key("a")));
        var result = s3.deleteObjects(r -> r.bucket(bucket).overrideConfiguration(c -> c.putHeader("If-Match", etag))
                .delete(d -> d.objects(o -> o.key("a").eTag(etag), o -> o.key("b"))));
        assertEquals(List.of("a"), result.deleted().stream().map(deleted -> deleted.key()).toList());
        assertEquals(List.of("b AccessDenied"), result.errors().stream().map(error -> error.key() + " " + error.code()).toList());
    }

    @Test
    void aCopysTagsAreThoseItIsStoredWith() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("secret").tagging("class=secret"), "secret");
        put(r -> r.bucket(bucket).key("public").tagging("class=public"), "public");
        putPolicy(bucket, statement("Allow", OTHER, "['s3:GetObject','s3:GetObjectTagging']", bucket, "/*", ""),
                statement("Allow", OTHER, "['s3:PutObject','s3:PutObjectTagging']", bucket, "/*",
                        "'StringEquals':{'s3:RequestObjectTag/class':'public'}"));
        assertRefused(403, "AccessDenied", () -> other.copyObject(r -> r.sourceBucket(bucket).sourceKey("secret")
                .destinationBucket(bucket).destinationKey("copy").tagging("class=public")));
        assertRefused(403, "AccessDenied", () -> other.copyObject(r -> r.sourceBucket(bucket).sourceKey("public")
                .destinationBucket(bucket).destinationKey("copy").tagging("class=secret").taggingDirective(TaggingDirective.REPLACE)));
        copy(other, bucket, "public", bucket);
        other.copyObject(r -> r.sourceBucket(bucket).sourceKey("secret").destinationBucket(bucket).destinationKey("copy")
                .tagging("class=public").taggingDirective(TaggingDirective.REPLACE));
        assertEquals("public", s3.getObjectTagging(r -> r.bucket(bucket).key("copy")).tagSet().get(0).value());
    }

    @Test
    void copiesMayBeHeldToTheirSource() {
        String bucket = bucket();
        put(bucket, "public/a b", "a");
        put(bucket, "private/a", "a");
        putPolicy(bucket,
                statement("Allow", OTHER, "'s3:GetObject'", bucket, "/*", ""),
                statement("Allow", OTHER, "'s3:PutObject'", bucket, "/*", "'StringLike':{'s3:x-amz-copy-source':'" + bucket
                        + "/public/*'},'StringEqualsIfExists':{'s3:x-amz-metadata-directive':'COPY'}"));
        copy(other, bucket, "public/a b", bucket);
        assertRefused(403, "AccessDenied", () -> copy(other, bucket, "private/a", bucket));
        assertRefused(403, "AccessDenied", () -> putAsOther(r -> r.bucket(bucket).key("a")));
        assertRefused(403, "AccessDenied", () -> other.copyObject(r -> r.sourceBucket(bucket).sourceKey("public/a b")
                .destinationBucket(bucket).destinationKey("copy").metadataDirective(MetadataDirective.REPLACE)));
    }

    @Test
    void readsMayBeHeldToTheTagsAnObjectHas() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("open").tagging("security=public&team=a"), "open");
        put(r -> r.bucket(bucket).key("closed").tagging("security=private"), "closed");
        put(bucket, "untagged", "untagged");
        putPolicy(bucket, statement("Allow", EVERYONE, "['s3:GetObject','s3:GetObjectTagging','s3:PutObjectTagging']", bucket, "/*",
                "'StringEquals':{'s3:ExistingObjectTag/security':'public'}"));
        assertEquals(200, anonymous("GET", bucket, "open"));
        assertEquals(403, anonymous("GET", bucket, "closed"));
        assertEquals(403, anonymous("GET", bucket, "untagged"));
        assertEquals(403, anonymous("GET", bucket, "missing"));
        assertEquals(2, other.getObjectTagging(r -> r.bucket(bucket).key("open")).tagSet().size());
        assertRefused(403, "AccessDenied", () -> other.getObjectTagging(r -> r.bucket(bucket).key("closed")));
        assertRefused(403, "AccessDenied", () -> tag(other, bucket, "closed", "security", "public"));
        tag(other, bucket, "open", "security", "private");
        assertEquals(403, anonymous("GET", bucket, "open"));
    }

    @Test
    void tagsOfANewObjectTakeTheRightToPutThem() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("tagged").tagging("team=red"), "tagged");
        putPolicy(bucket, statement("Allow", OTHER, "['s3:GetObject','s3:PutObject']", bucket, "/*", ""));
        assertRefused(403, "AccessDenied", () -> putAsOther(r -> r.bucket(bucket).key("a").tagging("team=red")));
        assertRefused(403, "AccessDenied", () -> other.createMultipartUpload(r -> r.bucket(bucket).key("a").tagging("team=red")));
        assertRefused(403, "AccessDenied", () -> copy(other, bucket, "tagged", bucket));
        putAsOther(r -> r.bucket(bucket).key("a"));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
        s3.putBucketAcl(r -> r.bucket(bucket).acl("public-read-write"));
        assertRefused(403, "AccessDenied", () -> putAsOther(r -> r.bucket(bucket).key("b").tagging("team=red")));
        putAsOther(r -> r.bucket(bucket).key("b"));
    }

    @Test
    void writesMayBeHeldToTheTagsTheyGive() {
        String bucket = bucket();
        put(bucket, "b", "b");
        putPolicy(bucket,
                statement("Allow", OTHER, "['s3:PutObject','s3:PutObjectTagging']", bucket, "/*",
                        "'StringEquals':{'s3:RequestObjectTag/team':['red','blue']},"
                                + "'ForAllValues:StringLike':{'s3:RequestObjectTagKeys':['team','x-*']}"));
        putAsOther(r -> r.bucket(bucket).key("a").tagging("team=red&x-1=1"));
        assertRefused(403, "AccessDenied", () -> putAsOther(r -> r.bucket(bucket).key("a")));
        assertRefused(403, "AccessDenied", () -> putAsOther(r -> r.bucket(bucket).key("a").tagging("team=green")));
        assertRefused(403, "AccessDenied", () -> putAsOther(r -> r.bucket(bucket).key("a").tagging("team=red&y=1")));
        tag(other, bucket, "b", "team", "blue");
        assertRefused(403, "AccessDenied", () -> tag(other, bucket, "b", "team", "green"));
        assertEquals("blue", s3.getObjectTagging(r -> r.bucket(bucket).key("b")).tagSet().get(0).value());
    }

    @Test
    void versionsAreAnActionOfTheirOwn() {
        String bucket = bucket();
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
        String first = put(bucket, "a", "1").versionId();
        String second = put(bucket, "a", "2").versionId();
        putPolicy(bucket,
                statement("Allow", OTHER, "'s3:GetObject'", bucket, "/*", ""),
                statement("Allow", OTHER, "'s3:GetObjectVersion'", bucket, "/*", "'StringEquals':{'s3:VersionId':'" + first + "'}"));
        assertEquals("2", other.getObjectAsBytes(r -> r.bucket(bucket).key("a")).asUtf8String());
        assertEquals("1", other.getObjectAsBytes(r -> r.bucket(bucket).key("a").versionId(first)).asUtf8String());
        assertRefused(403, "AccessDenied", () -> other.getObjectAsBytes(r -> r.bucket(bucket).key("a").versionId(second)));
        s3.deleteObject(r -> r.bucket(bucket).key("a").versionId(first));
        s3.deleteObject(r -> r.bucket(bucket).key("a").versionId(second));
    }

    @Test
    void theOwnersConfigurationMayBeGivenAway() {
        String bucket = bucket();
        assertRefused(403, "AccessDenied", () -> other.getBucketLocation(r -> r.bucket(bucket)));
        putPolicy(bucket, statement("Allow", OTHER, "['s3:GetBucketLocation','s3:GetBucketVersioning']", bucket, "", ""));
        assertDoesNotThrow(() -> other.getBucketLocation(r -> r.bucket(bucket)));
        assertDoesNotThrow(() -> other.getBucketVersioning(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> other.deleteBucket(r -> r.bucket(bucket)));
    }

    @Test
    void tellsWhetherItIsPublic() {
        String bucket = bucket();
        assertFalse(isPublic(bucket));
        putPolicy(bucket, statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", ""));
        assertTrue(isPublic(bucket));
        putPolicy(bucket, statement("Allow", EVERYONE, "'s3:GetObject'", bucket, "/*", "'IpAddress':{'aws:SourceIp':'10.0.0.0/32'}"));
        assertFalse(isPublic(bucket));
        putPolicy(bucket, statement("Allow", OTHER, "'s3:GetObject'", bucket, "/*", ""));
        assertFalse(isPublic(bucket));
        s3.putBucketAcl(r -> r.bucket(bucket).acl("public-read"));
        assertTrue(isPublic(bucket));
    }

    private boolean isPublic(String bucket) {
        return s3.getBucketPolicyStatus(r -> r.bucket(bucket)).policyStatus().isPublic();
    }

    private int anonymous(String method, String bucket, String key) {
        return raw(method, "/" + bucket + "/" + key).send().statusCode();
    }

    private void putAsOther(Consumer<PutObjectRequest.Builder> request) {
        other.putObject(request, RequestBody.fromString("text"));
    }

    private static void copy(S3Client client, String source, String key, String target) {
        client.copyObject(r -> r.sourceBucket(source).sourceKey(key).destinationBucket(target).destinationKey("copy"));
    }

    private static void tag(S3Client client, String bucket, String object, String key, String value) {
        client.putObjectTagging(r -> r.bucket(bucket).key(object).tagging(t -> t.tagSet(Tag.builder().key(key).value(value).build())));
    }

    private void putPolicy(String bucket, String... statements) {
        withPolicies.add(bucket);
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy(statements)));
    }

    private static String policy(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }

    /** @param condition what stands in the braces of Condition; empty for none */
    private static String statement(
            String effect, String principal, String action, String bucket, String resource, String condition, String... resources) {
        StringBuilder all = new StringBuilder("'arn:aws:s3:::" + bucket + resource + "'");
        for (String more : resources) {
            all.append(",'arn:aws:s3:::").append(bucket).append(more).append("'");
        }
        return "{'Effect':'" + effect + "','Principal':" + principal + ",'Action':" + action + ",'Resource':[" + all + "]"
                + (condition.isEmpty() ? "" : ",'Condition':{" + condition + "}") + "}";
    }
}
