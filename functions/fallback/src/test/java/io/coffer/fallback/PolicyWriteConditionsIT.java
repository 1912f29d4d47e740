package io.coffer.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/** Conditions of bucket policies on what is written, copied and deleted. */
@OneGatewayStyle
final class PolicyWriteConditionsIT extends PolicyClientTest {

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
}
