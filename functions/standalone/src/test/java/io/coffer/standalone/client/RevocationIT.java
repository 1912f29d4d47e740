package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coffer.auth.SecretSeal;
import io.coffer.standalone.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
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

    private static void assertRefusedWithin(Duration time, String code, ThrowingSupplier<?> call) throws Throwable {
        long revoked = System.nanoTime();
        while (true) {
            long asked = System.nanoTime();
            try {
                call.get();
            } catch (AwsServiceException e) {
                if (e.awsErrorDetails().errorCode().equals(code)) {
                    return;
                }
                // A request whose key is let in and no longer remembered when its rights are looked up has none.
                assertEquals("AccessDenied", e.awsErrorDetails().errorCode(), e::getMessage);
            }
            assertTrue(asked - revoked < time.toNanos(), () -> "not refused with " + code + " after " + time);
        }
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

    /** Once is enough: both processes are started here. */
    @Test
    void betweenTwoProcessesOnTheSameTables(@TempDir Path data) throws Throwable {
        assumeTrue(endpoint == Endpoint.LOCAL_PATH_STYLE, "starts servers of its own");
        Path masterKey = Files.write(data.resolve("master.key"), SecretSeal.newMasterKey());
        try (CloudStandIns standIns = CloudStandIns.start()) {
            Map<String, String> environment = new HashMap<>(standIns.environment());
            environment.put("COFFER_MASTER_KEY_FILE", masterKey.toString());
            environment.put("COFFER_ACCESS_KEY", TestServer.CREDENTIALS.accessKeyId());
            environment.put("COFFER_SECRET_KEY", TestServer.CREDENTIALS.secretAccessKey());
            try (ServerProcess one = ServerProcess.start(Files.createDirectory(data.resolve("one")), environment, List.of());
                    ServerProcess two = ServerProcess.start(Files.createDirectory(data.resolve("two")), environment, List.of());
                    SdkHttpClient http = ApacheHttpClient.create();
                    IamClient iamOfOne = iam(http, one)) {
                AccessKey key = iamOfOne.createAccessKey().accessKey();
                AwsBasicCredentials credentials = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
                try (S3Client atOne = s3(http, one, credentials); S3Client atTwo = s3(http, two, credentials)) {
                    atOne.listBuckets();
                    atTwo.listBuckets();
                    iamOfOne.updateAccessKey(r -> r.accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
                    assertRefusedWithin(Duration.ZERO, "InvalidAccessKeyId", atOne::listBuckets);
                    assertRefusedWithin(FELT_EVERYWHERE, "InvalidAccessKeyId", atTwo::listBuckets);
                }
            }
        }
    }

    private static IamClient iam(SdkHttpClient http, ServerProcess server) {
        return IamClient.builder().endpointOverride(server.endpoint()).region(Region.of(TestServer.REGION)).httpClient(http)
                .credentialsProvider(StaticCredentialsProvider.create(TestServer.CREDENTIALS)).build();
    }

    private static S3Client s3(SdkHttpClient http, ServerProcess server, AwsBasicCredentials credentials) {
        return S3Client.builder().endpointOverride(server.endpoint()).region(Region.of(TestServer.REGION)).httpClient(http)
                .credentialsProvider(StaticCredentialsProvider.create(credentials)).forcePathStyle(true).build();
    }
}
