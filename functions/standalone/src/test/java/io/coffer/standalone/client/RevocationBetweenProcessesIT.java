package io.coffer.standalone.client;

import io.coffer.auth.SecretSeal;
import io.coffer.endpoints.IamClientTest;
import io.coffer.endpoints.TestServer;
import io.coffer.standalone.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.s3.S3Client;

/** What is taken from a key is refused at once by the process that took it, and by every other within five seconds. */
final class RevocationBetweenProcessesIT {

    private static final Duration FELT_EVERYWHERE = Duration.ofSeconds(5);

    @Test
    void betweenTwoProcessesOnTheSameTables(@TempDir Path data) throws Throwable {
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
                    IamClientTest.assertRefusedWithin(Duration.ZERO, "InvalidAccessKeyId", atOne::listBuckets);
                    IamClientTest.assertRefusedWithin(FELT_EVERYWHERE, "InvalidAccessKeyId", atTwo::listBuckets);
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
