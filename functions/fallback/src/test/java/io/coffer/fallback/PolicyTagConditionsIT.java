package io.coffer.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.OneGatewayStyle;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Conditions of bucket policies on the tags that objects have and are given. */
@OneGatewayStyle
final class PolicyTagConditionsIT extends PolicyClientTest {

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

    private static void tag(S3Client client, String bucket, String object, String key, String value) {
        client.putObjectTagging(r -> r.bucket(bucket).key(object).tagging(t -> t.tagSet(Tag.builder().key(key).value(value).build())));
    }
}
