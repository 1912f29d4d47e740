package io.coffer.localstack;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.Installation;
import io.coffer.accounts.KmsMasterKey;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.testkit.gateway.GatewayEmulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What {@code template.yaml} makes, in a LocalStack: tables, blob bucket and KMS key, and the packaged functions in its Lambda. The HTTP
 * API is the emulator's front with the template's routes: LocalStack has none without a licence (apigatewayv2), and the URLs that its
 * functions may have are one for each function, where S3's clients have one endpoint.
 */
public final class LocalStackInstallation implements AutoCloseable {

    private static final String TABLE_PREFIX = "coffer-";
    private static final String BUCKET = "coffer-blobs";
    private static final String KEY = "alias/coffer";
    /** LocalStack takes any. */
    private static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private final LocalStackSettings settings;
    private final SdkHttpClient http;
    private final DynamoDbClient dynamoDb;
    private final S3Client s3;
    private final KmsClient kms;
    private final LambdaClient lambda;
    private final LocalStackLambda functions;

    private LocalStackInstallation(LocalStackSettings settings) {
        this.settings = settings;
        this.http = UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(settings.sandboxStart())).build();
        this.dynamoDb = at(DynamoDbClient.builder()).build();
        this.s3 = at(S3Client.builder().forcePathStyle(true)).build();
        this.kms = at(KmsClient.builder()).build();
        this.lambda = at(LambdaClient.builder()).build();
        this.functions = new LocalStackLambda(lambda, settings.javaRuntime());
    }

    private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B at(B builder) {
        return builder.endpointOverride(settings.endpoint()).region(Region.US_EAST_1).credentialsProvider(CREDENTIALS).httpClient(http);
    }

    /** Makes what is missing of tables, bucket and key. Functions come with {@link #gateway}. */
    public static LocalStackInstallation open(LocalStackSettings settings) {
        LocalStackInstallation installation = new LocalStackInstallation(settings);
        try {
            DynamoDbTables.createTables(installation.dynamoDb, TABLE_PREFIX);
            installation.s3.createBucket(r -> r.bucket(BUCKET));
            installation.makeKey();
            return installation;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    private void makeKey() {
        try {
            kms.describeKey(r -> r.keyId(KEY));
        } catch (NotFoundException e) {
            String id = kms.createKey().keyMetadata().keyId();
            kms.createAlias(r -> r.aliasName(KEY).targetKeyId(id));
        }
    }

    /** Lets accounts sign; the first opening makes the master key. */
    public AccountOpening accounts() {
        OrderedTables tables = new DynamoDbTables(dynamoDb, TABLE_PREFIX);
        return new Installation(tables, new KmsMasterKey(kms, KEY, tables), Clock.systemUTC()).opening();
    }

    /** The first account signs with this pair. */
    public LocalStackInstallation withFirstKeys(AccessKeyPair keys) {
        accounts().openFirst(keys);
        return this;
    }

    /**
     * The gateway, whose start puts the functions into LocalStack.
     *
     * @param template whose functions' zips are where it says
     */
    public GatewayEmulator.Builder gateway(Path template) {
        String endpoint = settings.endpointForFunctions().toString();
        return GatewayEmulator.of(template)
                .parameter("TablePrefix", TABLE_PREFIX)
                .parameter("BlobBucket", BUCKET)
                .parameter("Key.Arn", KEY)
                .environment(Map.of(
                        "COFFER_DYNAMODB_ENDPOINT", endpoint,
                        "COFFER_BLOB_ENDPOINT", endpoint,
                        "COFFER_KMS_ENDPOINT", endpoint))
                .integrationTimeout(Duration.ofSeconds(settings.sandboxStart()))
                .functionsElsewhere(functions::deploy);
    }

    /** Where LocalStack is. */
    public URI endpoint() {
        return settings.endpoint();
    }

    /** Leaves everything in LocalStack as it is. */
    @Override
    public void close() {
        functions.close();
        lambda.close();
        kms.close();
        s3.close();
        dynamoDb.close();
        http.close();
    }
}
