package io.coffer.standalone;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.accounts.RootKeys;
import io.coffer.accounts.StartFailure;
import io.coffer.metadata.Stores;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Makes an access key pair of an installation in AWS, with the AWS credentials of whoever runs it, and with the first its master key. */
@Command(
        name = "create",
        description = "Makes an access key pair for the first account of an installation in AWS, and prints it once.",
        mixinStandardHelpOptions = true)
final class CreateKeysCommand implements Runnable {

    @Option(names = "--kms-key", paramLabel = "KEY", required = true, defaultValue = "${env:COFFER_KMS_KEY}",
            description = "The KMS key that wraps the installation's master key: id, ARN or alias (COFFER_KMS_KEY).")
    private String kmsKey;

    @Option(names = "--table-prefix", paramLabel = "PREFIX", defaultValue = "${env:COFFER_TABLE_PREFIX:-coffer-}",
            description = "What the names of DynamoDB's tables start with (COFFER_TABLE_PREFIX; default: coffer-).")
    private String tablePrefix;

    @Option(names = "--dynamodb-endpoint", paramLabel = "URL", defaultValue = "${env:COFFER_DYNAMODB_ENDPOINT}",
            description = "DynamoDB's endpoint, where it is not AWS's own (COFFER_DYNAMODB_ENDPOINT).")
    private Optional<URI> dynamoDbEndpoint;

    @Option(names = "--kms-endpoint", paramLabel = "URL", defaultValue = "${env:COFFER_KMS_ENDPOINT}",
            description = "KMS's endpoint, where it is not AWS's own (COFFER_KMS_ENDPOINT).")
    private Optional<URI> kmsEndpoint;

    @Override
    public void run() {
        try (DynamoDbClient dynamoDb = client(DynamoDbClient.builder(), dynamoDbEndpoint);
                KmsClient kms = client(KmsClient.builder(), kmsEndpoint)) {
            DynamoDbTables tables = new DynamoDbTables(dynamoDb, tablePrefix);
            Clock clock = Clock.systemUTC();
            AccessKeyPair keys = RootKeys.preset(System.getenv()).orElseGet(RootKeys::fresh);
            new AccountOpening(Stores.over(tables, clock), new KmsMasterKey(kms, kmsKey, tables).openOrMake(), clock).openFirst(keys);
            System.out.println("Access key ID      " + keys.accessKeyId());
            System.out.println("Secret access key  " + keys.secretAccessKey());
        } catch (SdkException e) {
            throw new StartFailure(e.getMessage());
        }
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, Optional<URI> endpoint) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
