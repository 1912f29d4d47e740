package io.coffer.fallback;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.RawRequest;
import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** What keeps everybody out, whatever lists and policies say: public access blocks, and the ownership that does away with lists. */
@OneGatewayStyle
final class PublicAccessIT extends S3ClientTest {

    @Test
    void aBlockComesBackAndGoesAway() {
        String bucket = bucket();
        assertRefused(404, "NoSuchPublicAccessBlockConfiguration", () -> s3.getPublicAccessBlock(r -> r.bucket(bucket)));
        block(bucket, b -> b.blockPublicAcls(true).restrictPublicBuckets(true));
        PublicAccessBlockConfiguration block =
                s3.getPublicAccessBlock(r -> r.bucket(bucket)).publicAccessBlockConfiguration();
        assertTrue(block.blockPublicAcls());
        assertFalse(block.ignorePublicAcls());
        assertFalse(block.blockPublicPolicy());
        assertTrue(block.restrictPublicBuckets());
        assertEquals(204, s3.deletePublicAccessBlock(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
        assertRefused(404, "NoSuchPublicAccessBlockConfiguration", () -> s3.getPublicAccessBlock(r -> r.bucket(bucket)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "<PublicAccessBlockConfiguration><BlockPublicAcls>maybe</BlockPublicAcls></PublicAccessBlockConfiguration>"
    })
    void aBlockIsADocument(String body) {
        String bucket = bucket();
        RawRequest put = raw("PUT", "/" + bucket + "?publicAccessBlock").body(body.getBytes(StandardCharsets.UTF_8));
        assertEquals(400, put.signed().send().statusCode());
    }

    @Test
    void blockedListsAreNotPutAndThoseThereAreStay() {
        String bucket = bucket();
        put(bucket, "a", "a");
        s3.putBucketAcl(r -> r.bucket(bucket).acl("public-read"));
        block(bucket, b -> b.blockPublicAcls(true));
        assertEquals(200, anonymous(bucket, "a"));
        for (String acl : List.of("public-read", "public-read-write", "authenticated-read")) {
            assertRefused(403, "AccessDenied", () -> s3.putBucketAcl(r -> r.bucket(bucket).acl(acl)));
            assertRefused(403, "AccessDenied", () -> put(r -> r.bucket(bucket).key("a").acl(acl), "a"));
            assertRefused(403, "AccessDenied", () -> s3.putObjectAcl(r -> r.bucket(bucket).key("a").acl(acl)));
            assertRefused(403, "AccessDenied", () -> s3.createMultipartUpload(r -> r.bucket(bucket).key("a").acl(acl)));
        }
        s3.putBucketAcl(r -> r.bucket(bucket).acl("private"));
        assertDoesNotThrow(() -> put(r -> r.bucket(bucket).key("a").acl(ObjectCannedACL.PRIVATE), "a"));
        assertEquals(403, anonymous(bucket, "a"));
    }

    @Test
    void ignoredListsGiveTheirGroupsNothing() {
        String bucket = bucket();
        put(bucket, "a", "a");
        s3.putBucketAcl(r -> r.bucket(bucket).acl("public-read"));
        assertEquals(200, anonymous(bucket, "a"));
        block(bucket, b -> b.ignorePublicAcls(true));
        assertEquals(403, anonymous(bucket, "a"));
        assertRefused(403, "AccessDenied", () -> other.getObjectAsBytes(r -> r.bucket(bucket).key("a")));
        assertEquals("a", text(bucket, "a"));
        assertEquals(List.of("FULL_CONTROL"), permissions(bucket), "a list is shown as it is enforced");
        assertFalse(s3.getBucketPolicyStatus(r -> r.bucket(bucket)).policyStatus().isPublic());
        s3.deletePublicAccessBlock(r -> r.bucket(bucket));
        assertEquals(200, anonymous(bucket, "a"));
        assertEquals(List.of("FULL_CONTROL", "READ"), permissions(bucket));
    }

    @Test
    void blockedPoliciesAreNotPutAndThoseThereAreStay() {
        String bucket = bucket();
        put(bucket, "a", "a");
        letIn(bucket, "*");
        block(bucket, b -> b.blockPublicPolicy(true));
        assertEquals(200, anonymous(bucket, "a"));
        assertRefused(403, "AccessDenied", () -> letIn(bucket, "*"));
        letIn(bucket, "arn:aws:iam::" + TestServer.OTHER_ACCOUNT + ":root");
        assertEquals(403, anonymous(bucket, "a"));
        assertEquals("a", other.getObjectAsBytes(r -> r.bucket(bucket).key("a")).asUtf8String());
    }

    @Test
    void aRestrictedBucketWithAPublicPolicyIsItsOwnersAlone() {
        String bucket = bucket();
        put(bucket, "a", "a");
        s3.putBucketAcl(r -> r.bucket(bucket).acl("public-read"));
        letIn(bucket, "*");
        block(bucket, b -> b.restrictPublicBuckets(true));
        assertEquals(403, anonymous(bucket, "a"));
        assertRefused(403, "AccessDenied", () -> other.getObjectAsBytes(r -> r.bucket(bucket).key("a")));
        assertEquals("a", text(bucket, "a"));
        letIn(bucket, TestServer.OTHER_ACCOUNT);
        assertEquals("a", other.getObjectAsBytes(r -> r.bucket(bucket).key("a")).asUtf8String());
        assertEquals(200, anonymous(bucket, "a"), "the policy is not public any more, and the list was never restricted");
    }

    @Test
    void blockingIsTheOwners() {
        String bucket = bucket();
        s3.putBucketAcl(r -> r.bucket(bucket).acl("public-read-write"));
        assertRefused(403, "AccessDenied", () -> other.getPublicAccessBlock(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> other.deletePublicAccessBlock(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> other.getBucketOwnershipControls(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> other.deleteBucketOwnershipControls(r -> r.bucket(bucket)));
    }

    @ParameterizedTest
    @EnumSource(value = ObjectOwnership.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void ownershipComesBackAndGoesAway(ObjectOwnership ownership) {
        String bucket = bucket();
        assertRefused(404, "OwnershipControlsNotFoundError", () -> s3.getBucketOwnershipControls(r -> r.bucket(bucket)));
        own(bucket, ownership);
        assertEquals(ownership, ownership(bucket));
        assertEquals(204, s3.deleteBucketOwnershipControls(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
        assertRefused(404, "OwnershipControlsNotFoundError", () -> s3.getBucketOwnershipControls(r -> r.bucket(bucket)));
    }

    @ParameterizedTest
    @EnumSource(value = ObjectOwnership.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void aBucketMayBeMadeWithAnOwnership(ObjectOwnership ownership) {
        String bucket = bucketName();
        s3.createBucket(r -> r.bucket(bucket).objectOwnership(ownership));
        assertEquals(ownership, ownership(bucket));
        s3.createBucket(r -> r.bucket(bucket).objectOwnership(ObjectOwnership.OBJECT_WRITER));
        assertEquals(ownership, ownership(bucket), "a bucket made again stays as it was");
    }

    @Test
    void ownershipIsOneOfThree() {
        String bucket = bucket();
        assertRefused(400, "MalformedXML", () -> s3.putBucketOwnershipControls(r -> r.bucket(bucket).ownershipControls(OwnershipControls
                .builder().rules(OwnershipControlsRule.builder().objectOwnership("Mine").build()).build())));
        assertRefused(400, "InvalidArgument", () -> s3.createBucket(r -> r.bucket(bucketName()).objectOwnership("Mine")));
    }

    @Test
    void bucketsWhoseOwnerIsEnforcedTakeNoLists() {
        String bucket = bucket();
        put(bucket, "a", "a");
        own(bucket, ObjectOwnership.BUCKET_OWNER_ENFORCED);
        for (String acl : List.of("private", "public-read")) {
            assertRefused(400, "AccessControlListNotSupported", () -> s3.putBucketAcl(r -> r.bucket(bucket).acl(acl)));
        }
        for (String acl : List.of("private", "public-read")) {
            assertRefused(400, "AccessControlListNotSupported", () -> put(r -> r.bucket(bucket).key("a").acl(acl), "a"));
            assertRefused(400, "AccessControlListNotSupported",
                    () -> s3.createMultipartUpload(r -> r.bucket(bucket).key("a").acl(acl)));
        }
        for (String acl : List.of("private", "bucket-owner-full-control", "public-read")) {
            assertRefused(400, "AccessControlListNotSupported", () -> s3.putObjectAcl(r -> r.bucket(bucket).key("a").acl(acl)));
        }
        assertDoesNotThrow(() -> put(r -> r.bucket(bucket).key("a").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL), "a"));
        assertEquals(List.of("FULL_CONTROL"), permissions(bucket));
        own(bucket, ObjectOwnership.BUCKET_OWNER_PREFERRED);
        assertDoesNotThrow(() -> s3.putBucketAcl(r -> r.bucket(bucket).acl("public-read")));
    }

    @Test
    void anEnforcedOwnerSharesNothingByList() {
        String bucket = bucket();
        s3.putBucketAcl(r -> r.bucket(bucket).acl("public-read"));
        assertRefused(400, "InvalidBucketAclWithObjectOwnership", () -> own(bucket, ObjectOwnership.BUCKET_OWNER_ENFORCED));
        assertRefused(400, "InvalidBucketAclWithObjectOwnership", () -> s3.createBucket(r -> r.bucket(bucketName())
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED).acl("public-read")));
    }

    @Test
    void makingABucketAgainPutsNoListThatItDoesNotTake() {
        String bucket = bucket();
        block(bucket, b -> b.blockPublicAcls(true));
        assertRefused(403, "AccessDenied", () -> s3.createBucket(r -> r.bucket(bucket).acl("public-read")));
        s3.deletePublicAccessBlock(r -> r.bucket(bucket));
        own(bucket, ObjectOwnership.BUCKET_OWNER_ENFORCED);
        assertRefused(400, "AccessControlListNotSupported", () -> s3.createBucket(r -> r.bucket(bucket).acl("public-read")));
        assertDoesNotThrow(() -> s3.createBucket(r -> r.bucket(bucket)));
        assertEquals(List.of("FULL_CONTROL"), permissions(bucket));
    }

    private int anonymous(String bucket, String key) {
        return raw("GET", "/" + bucket + "/" + key).send().statusCode();
    }

    private void block(String bucket, Consumer<PublicAccessBlockConfiguration.Builder> block) {
        s3.putPublicAccessBlock(r -> r.bucket(bucket).publicAccessBlockConfiguration(block));
    }

    private void letIn(String bucket, String principal) {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "%s"},
                "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}}""".formatted(principal, bucket)));
    }

    private void own(String bucket, ObjectOwnership ownership) {
        s3.putBucketOwnershipControls(r -> r.bucket(bucket)
                .ownershipControls(c -> c.rules(rule -> rule.objectOwnership(ownership))));
    }

    private ObjectOwnership ownership(String bucket) {
        return s3.getBucketOwnershipControls(r -> r.bucket(bucket)).ownershipControls().rules().get(0).objectOwnership();
    }

    private List<String> permissions(String bucket) {
        return s3.getBucketAcl(r -> r.bucket(bucket)).grants().stream().map(Grant::permissionAsString).collect(Collectors.toList());
    }
}
