package io.coffer.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.coffer.endpoints.IamClientTest;
import io.coffer.endpoints.OneStyle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** What is taken from a key or its user is refused at once by the process that took it, and by every other within five seconds. */
@OneStyle
final class RevocationIT extends IamClientTest {

    private static final Duration FELT_EVERYWHERE = Duration.ofSeconds(5);

    /** Asks until it is refused: at once if one process answers; nothing that is asked five seconds later is answered. */
    private void assertRefusedSoon(String code, ThrowingSupplier<?> call) throws Throwable {
        assertRefusedWithin(endpoint.kind().hasGateway() ? FELT_EVERYWHERE : Duration.ZERO, code, call);
    }

    @Test
    void aKeyThatIsDeactivatedAndOneThatIsDeleted() throws Throwable {
        String bucket = bucket();
        put(bucket, "a", "a");
        String user = user();
        allow(iam, user, statement("Allow", "'s3:GetObject'", "", bucket + "/*"));
        AwsBasicCredentials key = key(iam, user);
        S3Client s3OfUser = s3(key);
        StsClient stsOfUser = sts(key);
        assertEquals("a", s3OfUser.getObjectAsBytes(r -> r.bucket(bucket).key("a")).asUtf8String());
        assertEquals(ACCOUNT, stsOfUser.getCallerIdentity().account());
        iam.updateAccessKey(r -> r.userName(user).accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
        assertRefusedSoon("InvalidAccessKeyId", () -> s3OfUser.getObjectAsBytes(r -> r.bucket(bucket).key("a")));
        assertRefusedSoon("InvalidClientTokenId", stsOfUser::getCallerIdentity);
        iam.updateAccessKey(r -> r.userName(user).accessKeyId(key.accessKeyId()).status(StatusType.ACTIVE));
        assertEquals("a", s3OfUser.getObjectAsBytes(r -> r.bucket(bucket).key("a")).asUtf8String());
        iam.deleteAccessKey(r -> r.userName(user).accessKeyId(key.accessKeyId()));
        assertRefusedSoon("InvalidAccessKeyId", () -> s3OfUser.getObjectAsBytes(r -> r.bucket(bucket).key("a")));
        assertRefusedSoon("InvalidClientTokenId", stsOfUser::getCallerIdentity);
    }

    @Test
    void whatAPolicyNoLongerAllowsOrNowDenies() throws Throwable {
        String bucket = bucket();
        put(bucket, "a", "a");
        String user = user();
        allow(iam, user, statement("Allow", "'s3:GetObject'", "", bucket + "/*"));
        S3Client s3OfUser = s3(key(iam, user));
        assertEquals("a", s3OfUser.getObjectAsBytes(r -> r.bucket(bucket).key("a")).asUtf8String());
        iam.putUserPolicy(r -> r.userName(user).policyName("deny").policyDocument(policy(statement("Deny", "'s3:*'", "", "*"))));
        assertRefusedSoon("AccessDenied", () -> s3OfUser.getObjectAsBytes(r -> r.bucket(bucket).key("a")));
        iam.deleteUserPolicy(r -> r.userName(user).policyName("deny"));
        iam.deleteUserPolicy(r -> r.userName(user).policyName("scope"));
        assertRefusedSoon("AccessDenied", () -> s3OfUser.getObjectAsBytes(r -> r.bucket(bucket).key("a")));
    }

    @Test
    void byTheKeyItself() throws Throwable {
        String user = user();
        iam.putUserPolicy(r -> r.userName(user).policyName("own").policyDocument(
                policy("{'Effect':'Allow','Action':'iam:*','Resource':'arn:aws:iam::" + ACCOUNT + ":user/" + user + "'}")));
        AwsBasicCredentials key = key(iam, user);
        IamClient itself = iam(key);
        itself.deleteAccessKey(r -> r.accessKeyId(key.accessKeyId()));
        assertRefusedSoon("InvalidClientTokenId", itself::getUser);
        assertEquals(List.of(), iam.listAccessKeys(r -> r.userName(user)).accessKeyMetadata());
    }
}
