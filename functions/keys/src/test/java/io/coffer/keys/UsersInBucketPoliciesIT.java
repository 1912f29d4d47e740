package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.OneGatewayStyle;
import io.coffer.endpoints.TestServer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** What bucket policies and lists give to users, of the account and of others. */
@OneGatewayStyle
final class UsersInBucketPoliciesIT extends UserRightsClientTest {

    @Test
    void aBucketPolicyThatNamesAUserSufficesInsideTheAccount() {
        String bucket = bucket();
        put(bucket, "a", "a");
        String name = user();
        S3Client user = s3(key(iam, name));
        S3Client another = s3(userWith());
        putBucketPolicy(bucket, "Allow", user(ACCOUNT, name), "'s3:GetObject'", bucket + "/*");
        assertEquals("a", get(user, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> get(another, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> put(user, bucket, "b"));
        putBucketPolicy(bucket, "Deny", user(ACCOUNT, name), "'s3:GetObject'", bucket + "/*");
        assertRefused(403, "AccessDenied", () -> get(user, bucket, "a"));
        assertEquals("a", text(bucket, "a"));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
    }

    @Test
    void aBucketPolicyThatLetsAUserWriteDoesNotLetItTag() {
        String bucket = bucket();
        put(r -> r.bucket(bucket).key("tagged").tagging("a=1"), "tagged");
        String name = user();
        S3Client user = s3(key(iam, name));

        putBucketPolicy(bucket, "Allow", user(ACCOUNT, name), "'s3:GetObject','s3:PutObject'", bucket + "/*");
        put(user, bucket, "a");
        assertRefused(403, "AccessDenied", () -> user.putObject(r -> r.bucket(bucket).key("b").tagging("a=1"), RequestBody.empty()));
        assertRefused(403, "AccessDenied", () -> user.createMultipartUpload(r -> r.bucket(bucket).key("b").tagging("a=1")));
        assertRefused(403, "AccessDenied", () -> copyTagged(user, bucket));

        putBucketPolicy(bucket, "Allow", user(ACCOUNT, name),
                "'s3:GetObject','s3:GetObjectTagging','s3:PutObject','s3:PutObjectTagging'", bucket + "/*");
        user.putObject(r -> r.bucket(bucket).key("b").tagging("a=1"), RequestBody.empty());
        copyTagged(user, bucket);
        assertEquals(List.of("a", "b", "copy", "tagged"), list(s3, bucket, ""));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
    }

    @Test
    void aBucketPolicyKnowsAUserUnderAnotherNameAndNoOtherUserOfItsName() {
        String bucket = bucket();
        put(bucket, "a", "a");
        String name = user();
        String id = iam.getUser(r -> r.userName(name)).user().userId();
        S3Client user = s3(key(iam, name));
        putBucketPolicy(bucket, "Allow", user(ACCOUNT, name), "'s3:GetObject'", bucket + "/*");
        String text = s3.getBucketPolicy(r -> r.bucket(bucket)).policy();
        assertTrue(text.contains("\"arn:aws:iam::" + ACCOUNT + ":user/" + name + "\""), text);
        String renamed = userName();
        iam.updateUser(r -> r.userName(name).newUserName(renamed).newPath("/team/"));
        assertEquals("a", get(user, bucket, "a"));
        assertEquals(text.replace("user/" + name, "user/team/" + renamed), s3.getBucketPolicy(r -> r.bucket(bucket)).policy());
        iam.createUser(r -> r.userName(name));
        S3Client namesake = s3(key(iam, name));
        assertRefused(403, "AccessDenied", () -> get(namesake, bucket, "a"));
        iam.listAccessKeys(r -> r.userName(renamed)).accessKeyMetadata()
                .forEach(key -> iam.deleteAccessKey(r -> r.userName(renamed).accessKeyId(key.accessKeyId())));
        iam.deleteUser(r -> r.userName(renamed));
        assertTrue(s3.getBucketPolicy(r -> r.bucket(bucket)).policy().contains("\"" + id + "\""));
        iam.createUser(r -> r.userName(renamed).path("/team/"));
        S3Client another = s3(key(iam, renamed));
        assertRefused(403, "AccessDenied", () -> get(another, bucket, "a"));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
    }

    @Test
    void aBucketPolicyNamesUsersThereAre() {
        String bucket = bucket();
        String name = user();
        for (String missing : List.of("U-nobody", "team/" + name, name.toLowerCase(Locale.ROOT))) {
            assertRefused(400, "MalformedPolicy",
                    () -> putBucketPolicy(bucket, "Allow", user(ACCOUNT, missing), "'s3:GetObject'", bucket + "/*"));
        }
        assertRefused(404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(r -> r.bucket(bucket)));
    }

    @Test
    void aBucketPolicyThatNamesTheAccountLeavesItsUsersToTheirOwn() {
        String bucket = bucket();
        put(bucket, "a", "a");
        S3Client without = s3(userWith());
        S3Client with = s3(userWith(EVERYTHING));
        putBucketPolicy(bucket, "Allow", "{'AWS':'" + ACCOUNT + "'}", "'s3:GetObject'", bucket + "/*");
        assertRefused(403, "AccessDenied", () -> get(without, bucket, "a"));
        assertEquals("a", get(with, bucket, "a"));
        putBucketPolicy(bucket, "Deny", "{'AWS':'" + ACCOUNT + "'}", "'s3:GetObject'", bucket + "/*");
        assertRefused(403, "AccessDenied", () -> get(with, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> get(s3, bucket, "a"));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
    }

    @Test
    void whatEverybodyMayDoUsersMayDo() {
        String bucket = bucket();
        put(bucket, "a", "a");
        S3Client user = s3(userWith());
        S3Client denied = s3(userWith(statement("Deny", "'s3:GetObject'", "", bucket + "/*")));
        putBucketPolicy(bucket, "Allow", "'*'", "'s3:GetObject'", bucket + "/*");
        assertEquals("a", get(user, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> get(denied, bucket, "a"));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
        assertRefused(403, "AccessDenied", () -> get(user, bucket, "a"));
        s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));
        assertEquals("a", get(user, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> get(denied, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> put(user, bucket, "b"));
    }

    @Test
    void usersOfAnotherAccountNeedBothAccountsConsent() {
        String bucket = bucket();
        put(bucket, "a", "a");
        String name = othersUser();
        allow(othersIam, name, EVERYTHING);
        S3Client allowed = s3(key(othersIam, name));
        S3Client powerless = s3(othersUserWith());
        assertRefused(403, "AccessDenied", () -> get(allowed, bucket, "a"));
        putBucketPolicy(bucket, "Allow", "{'AWS':'" + TestServer.OTHER_ACCOUNT + "'}", "'s3:GetObject'", bucket + "/*");
        assertEquals("a", get(allowed, bucket, "a"));
        assertEquals("a", get(other, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> get(powerless, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> put(allowed, bucket, "b"));
        putBucketPolicy(bucket, "Allow", user(TestServer.OTHER_ACCOUNT, name), "'s3:GetObject'", bucket + "/*");
        assertEquals("a", get(allowed, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> get(other, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> get(powerless, bucket, "a"));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
    }

    @Test
    void aListGrantsAnotherAccountWhatItsPoliciesPassOn() {
        String bucket = bucket();
        put(bucket, "a", "a");
        S3Client allowed = s3(othersUserWith(EVERYTHING));
        S3Client powerless = s3(othersUserWith());
        String canonicalId = other.listBuckets().owner().id();
        s3.putBucketAcl(r -> r.bucket(bucket).grantRead("id=" + canonicalId));
        assertEquals("a", get(allowed, bucket, "a"));
        assertRefused(403, "AccessDenied", () -> get(powerless, bucket, "a"));
    }

    @Test
    void theRootAlwaysMendsABucketPolicyAndUsersByTheirPolicies() {
        String bucket = bucket();
        put(bucket, "a", "a");
        S3Client user = s3(userWith(statement("Allow", "'s3:*'", "", bucket, bucket + "/*")));
        putBucketPolicy(bucket, "Deny", "'*'", "'s3:*'", bucket, bucket + "/*");
        assertRefused(403, "AccessDenied", () -> user.getBucketPolicy(r -> r.bucket(bucket)));
        assertRefused(403, "AccessDenied", () -> user.deleteBucketPolicy(r -> r.bucket(bucket)));
        assertTrue(s3.getBucketPolicy(r -> r.bucket(bucket)).policy().contains("Deny"));
        s3.deleteBucketPolicy(r -> r.bucket(bucket));
        user.putBucketPolicy(r -> r.bucket(bucket).policy(policy(
                statement("Allow", "'s3:GetObject'", "", bucket + "/*").replace("'Action'", "'Principal':'*','Action'"))));
        assertTrue(user.getBucketPolicy(r -> r.bucket(bucket)).policy().contains("Allow"));
        user.deleteBucketPolicy(r -> r.bucket(bucket));
    }
}
