package io.coffer.endpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What tests of users have in common: clients of the query APIs, users that go away after each test, and clients that sign as users.
 * Policies are written with single quotes. A user's policies are put before its key is used: a process may know them for five seconds.
 */
public abstract class IamClientTest extends S3ClientTest {

    public static final String ACCOUNT = "000000000000";

    protected IamClient iam;
    /** Signs as another account than {@link #iam}. */
    protected IamClient othersIam;

    private final List<String> users = new ArrayList<>();
    private final List<String> othersUsers = new ArrayList<>();
    private final Deque<AutoCloseable> clients = new ArrayDeque<>();

    @BeforeEach
    protected void connectIam() {
        iam = iam(TestServer.CREDENTIALS);
        othersIam = iam(TestServer.OTHER_CREDENTIALS);
    }

    @AfterEach
    protected void deleteUsersAndClose() throws Exception {
        users.forEach(user -> delete(iam, user));
        othersUsers.forEach(user -> delete(othersIam, user));
        while (!clients.isEmpty()) {
            clients.pop().close();
        }
    }

    private static void delete(IamClient client, String user) {
        try {
            client.listAccessKeys(r -> r.userName(user)).accessKeyMetadata()
                    .forEach(key -> client.deleteAccessKey(r -> r.userName(user).accessKeyId(key.accessKeyId())));
            client.listUserPolicies(r -> r.userName(user)).policyNames()
                    .forEach(policy -> client.deleteUserPolicy(r -> r.userName(user).policyName(policy)));
            client.deleteUser(r -> r.userName(user));
        } catch (NoSuchEntityException e) {
            // The test deleted it.
        }
    }

    /** A user's name that nobody has; who is created under it goes away after the test. */
    protected String userName() {
        String name = "U-" + UUID.randomUUID();
        users.add(name);
        return name;
    }

    /** A new user. */
    protected String user() {
        String name = userName();
        iam.createUser(r -> r.userName(name));
        return name;
    }

    /** A new user of the other account. */
    protected String othersUser() {
        String name = "O-" + UUID.randomUUID();
        othersUsers.add(name);
        othersIam.createUser(r -> r.userName(name));
        return name;
    }

    /** A new key of a user. */
    protected AwsBasicCredentials key(IamClient client, String user) {
        AccessKey key = client.createAccessKey(r -> r.userName(user)).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    /** The credentials of a new user who may do what the statements say. */
    protected AwsBasicCredentials userWith(String... statements) {
        String user = user();
        allow(iam, user, statements);
        return key(iam, user);
    }

    /** As {@link #userWith}, of the other account. */
    protected AwsBasicCredentials othersUserWith(String... statements) {
        String user = othersUser();
        allow(othersIam, user, statements);
        return key(othersIam, user);
    }

    public static void allow(IamClient client, String user, String... statements) {
        if (statements.length > 0) {
            client.putUserPolicy(r -> r.userName(user).policyName("scope").policyDocument(policy(statements)));
        }
    }

    public static String policy(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }

    /** @param resources ARNs of S3 without what they all begin with: {@code bucket/key} */
    public static String statement(String effect, String actions, String condition, String... resources) {
        List<String> arns = List.of(resources).stream().map(resource -> "'arn:aws:s3:::" + resource + "'").toList();
        return "{'Effect':'%s','Action':[%s],'Resource':[%s]%s}".formatted(
                effect, actions, String.join(",", arns), condition.isEmpty() ? "" : ",'Condition':{" + condition + "}");
    }

    protected IamClient iam(AwsBasicCredentials credentials) {
        return closing(server.iam(credentials));
    }

    protected StsClient sts(AwsBasicCredentials credentials) {
        return closing(server.sts(credentials));
    }

    protected S3Client s3(AwsBasicCredentials credentials) {
        return closing(server.client(b -> b.forcePathStyle(endpoint.pathStyle())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))));
    }

    private <T extends AutoCloseable> T closing(T client) {
        clients.push(client);
        return client;
    }

    public static AwsServiceException assertQueryRefused(int status, String code, Executable call) {
        AwsServiceException refusal = assertThrows(AwsServiceException.class, call);
        assertEquals(code, refusal.awsErrorDetails().errorCode(), refusal::getMessage);
        assertEquals(status, refusal.statusCode(), refusal::getMessage);
        return refusal;
    }

    /** Asks until it is refused with the code; nothing that is asked after the time is answered. */
    public static void assertRefusedWithin(Duration time, String code, ThrowingSupplier<?> call) throws Throwable {
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
}
