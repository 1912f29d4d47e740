package io.coffer.standalone;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS SDK's clients, path style, with a server's first access key pair. */
final class SdkClients {

    private SdkClients() {}

    static S3Client to(ServerProcess server) {
        return builder(server).build();
    }

    /** For tests of refusals that SDKs try again after. */
    static S3Client withoutRetries(ServerProcess server) {
        return builder(server).overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry())).build();
    }

    private static S3ClientBuilder builder(ServerProcess server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials(server))
                .forcePathStyle(true);
    }

    static S3Presigner presignerFor(ServerProcess server) {
        return S3Presigner.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials(server))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    static IamClient iam(ServerProcess server) {
        return IamClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials(server))
                .build();
    }

    private static StaticCredentialsProvider credentials(ServerProcess server) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
    }
}
