package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** What users may do in S3 about buckets: which they make, list and change. */
@OneGatewayStyle
final class UserBucketsIT extends UserRightsClientTest {

    @Test
    void bucketsMayBeHeldToALocation() {
        S3Client maker = s3(userWith(statement("Allow", "'s3:CreateBucket'", "'StringEquals':{'s3:LocationConstraint':'auto'}", "*")));
        assertRefused(403, "AccessDenied", () -> maker.createBucket(r -> r.bucket(bucketName())));
        maker.createBucket(r -> r.bucket(bucketName()).createBucketConfiguration(c -> c.locationConstraint("auto")));
        S3Client elsewhere = s3(userWith(EVERYTHING,
                statement("Deny", "'s3:CreateBucket'", "'StringEquals':{'s3:LocationConstraint':'auto'}", "*")));
        elsewhere.createBucket(r -> r.bucket(bucketName()));
        assertRefused(403, "AccessDenied", () -> elsewhere.createBucket(
                r -> r.bucket(bucketName()).createBucketConfiguration(c -> c.locationConstraint("auto"))));
    }

    @Test
    void bucketsAreMadeAndListedByThoseWhoMay() {
        String named = bucketName();
        String unnamed = bucketName();
        S3Client maker = s3(userWith(statement("Allow", "'s3:CreateBucket','s3:DeleteBucket'", "", named)));
        assertRefused(403, "AccessDenied", () -> maker.createBucket(r -> r.bucket(unnamed)));
        maker.createBucket(r -> r.bucket(named));
        assertEquals(ACCOUNT, userOf(named), "the account owns what its users make");
        assertRefused(403, "AccessDenied", () -> maker.listBuckets());
        S3Client lister = s3(userWith(statement("Allow", "'s3:ListAllMyBuckets'", "", "*")));
        assertTrue(lister.listBuckets().buckets().stream().map(Bucket::name).toList().contains(named));
        assertRefused(403, "AccessDenied", () -> lister.deleteBucket(r -> r.bucket(named)));
        maker.deleteBucket(r -> r.bucket(named));
    }

    @Test
    void whoMayMakeBucketsGivesThoseThereAreNoOtherListAndNoOtherOwnership() {
        S3Client maker = s3(userWith(statement("Allow", "'s3:CreateBucket'", "", "*")));
        String othersId = other.listBuckets().owner().id();
        String bucket = bucket();
        for (String acl : List.of("public-read", "public-read-write", "authenticated-read")) {
            assertRefused(403, "AccessDenied", () -> maker.createBucket(r -> r.bucket(bucket).acl(acl)));
        }
        assertRefused(403, "AccessDenied", () -> maker.createBucket(r -> r.bucket(bucket).grantFullControl("id=" + othersId)));
        assertRefused(403, "AccessDenied", () -> maker.createBucket(r -> r.bucket(bucket).grantWrite("id=" + othersId)));
        maker.createBucket(r -> r.bucket(bucket));
        maker.createBucket(r -> r.bucket(bucket).acl("private"));
        maker.createBucket(r -> r.bucket(bucket).objectOwnership("ObjectWriter"));
        assertRefused(404, "OwnershipControlsNotFoundError", () -> s3.getBucketOwnershipControls(r -> r.bucket(bucket)));
        assertEquals(1, s3.getBucketAcl(r -> r.bucket(bucket)).grants().size());
    }

    @Test
    void aPublicBucketIsNotClosedByMakingItAgain() {
        S3Client maker = s3(userWith(statement("Allow", "'s3:CreateBucket'", "", "*")));
        S3Client setter = s3(userWith(statement("Allow", "'s3:CreateBucket','s3:PutBucketAcl'", "", "*")));
        String bucket = bucket();
        s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));
        maker.createBucket(r -> r.bucket(bucket));
        s3.createBucket(r -> r.bucket(bucket));
        assertRefused(403, "AccessDenied", () -> maker.createBucket(r -> r.bucket(bucket).acl("private")));
        assertEquals(2, s3.getBucketAcl(r -> r.bucket(bucket)).grants().size());
        setter.createBucket(r -> r.bucket(bucket).acl("private"));
        assertEquals(1, s3.getBucketAcl(r -> r.bucket(bucket)).grants().size());
    }

    @Test
    void aBucketsPolicyIsAskedWhenItIsMadeAgain() {
        S3Client setter = s3(userWith(statement("Allow", "'s3:CreateBucket','s3:PutBucketAcl'", "", "*")));
        String bucket = bucket();
        putBucketPolicy(bucket, "Deny", "'*'", "'s3:PutBucketAcl'", bucket);
        assertRefused(403, "AccessDenied", () -> setter.createBucket(r -> r.bucket(bucket).acl("public-read")));
        assertRefused(403, "AccessDenied", () -> s3.createBucket(r -> r.bucket(bucket).acl("public-read")));
        setter.createBucket(r -> r.bucket(bucket));
        putBucketPolicy(bucket, "Deny", "'*'", "'s3:CreateBucket'", bucket);
        assertRefused(403, "AccessDenied", () -> setter.createBucket(r -> r.bucket(bucket)));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
        setter.createBucket(r -> r.bucket(bucket).acl("public-read"));
        assertEquals(2, s3.getBucketAcl(r -> r.bucket(bucket)).grants().size());
    }

    @Test
    void aNewBucketsListAndOwnershipTakeTheRightsToPutThem() {
        String othersId = other.listBuckets().owner().id();
        S3Client maker = s3(userWith(statement("Allow", "'s3:CreateBucket'", "", "*")));
        assertRefused(403, "AccessDenied", () -> maker.createBucket(r -> r.bucket(bucketName()).acl("public-read")));
        assertRefused(403, "AccessDenied", () -> maker.createBucket(r -> r.bucket(bucketName()).grantRead("id=" + othersId)));
        assertRefused(403, "AccessDenied", () -> maker.createBucket(r -> r.bucket(bucketName()).objectOwnership("ObjectWriter")));
        maker.createBucket(r -> r.bucket(bucketName()).acl("private"));
        String named = bucketName();
        String unnamed = bucketName();
        S3Client setter = s3(userWith(statement("Allow", "'s3:CreateBucket'", "", "*"),
                statement("Allow", "'s3:PutBucketAcl','s3:PutBucketOwnershipControls'", "", named)));
        assertRefused(403, "AccessDenied", () -> setter.createBucket(r -> r.bucket(unnamed).acl("public-read")));
        setter.createBucket(r -> r.bucket(named).acl("public-read").objectOwnership("ObjectWriter"));
        assertEquals(2, s3.getBucketAcl(r -> r.bucket(named)).grants().size());
    }

    /** Asked by the account, which is refused if another account is the bucket's. */
    private String userOf(String bucket) {
        s3.headBucket(r -> r.bucket(bucket).expectedBucketOwner(ACCOUNT));
        return ACCOUNT;
    }
}
