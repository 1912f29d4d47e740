package io.coffer.standalone.data;

import io.coffer.settings.Variables;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Clients of S3 for operators' commands, with the AWS SDK's usual credentials. */
public final class S3Clients {

    /** Most endpoints beside AWS's own do not ask for another. */
    private static final String DEFAULT_REGION = "us-east-1";

    private S3Clients() {}

    /**
     * @param endpoint empty for AWS's own, unless the environment names another
     * @param region empty for the one that the environment names, or the SDK's usual one
     * @param environment the variables of whoever gave the command, for a server has others
     */
    public static S3Client to(Optional<URI> endpoint, Optional<String> region, Map<String, String> environment) {
        S3ClientBuilder client = S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
        Optional<URI> other = endpoint.or(() -> Variables.given(environment, "AWS_ENDPOINT_URL").map(URI::create));
        region.or(() -> Variables.given(environment, "AWS_REGION"))
                .or(() -> Variables.given(environment, "AWS_DEFAULT_REGION"))
                .or(() -> other.map(url -> DEFAULT_REGION))
                .map(Region::of).ifPresent(client::region);
        credentials(environment).ifPresent(client::credentialsProvider);
        other.ifPresent(url -> client
                .endpointOverride(url)
                .forcePathStyle(true)
                // Of other S3s than AWS's not all know the trailers in which the client would send its checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED));
        return client.build();
    }

    private static Optional<AwsCredentialsProvider> credentials(Map<String, String> environment) {
        Optional<String> id = Variables.given(environment, "AWS_ACCESS_KEY_ID");
        Optional<String> secret = Variables.given(environment, "AWS_SECRET_ACCESS_KEY");
        if (id.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        AwsCredentials credentials = Variables.given(environment, "AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
                .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get()));
        return Optional.of(StaticCredentialsProvider.create(credentials));
    }
}
