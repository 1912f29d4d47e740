package io.coffer.fallback;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Bucket policies: how they are put and read, and what they give to another account and to anybody. */
@OneGatewayStyle
final class PolicyIT extends PolicyClientTest {

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
}
