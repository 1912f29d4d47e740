package io.coffer.standalone.client;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.Installation;
import io.coffer.auth.SecretSeal;
import io.coffer.blobs.BlobStore;
import io.coffer.blobs.S3BlobStore;
import io.coffer.endpoints.TestServer;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.testkit.DynamoDbTap;
import io.coffer.testkit.FunctionStatement;
import io.coffer.testkit.GrantReport.Grant;
import io.coffer.testkit.LocalDynamoDb;
import io.coffer.testkit.LocalS3;
import io.coffer.testkit.S3Tap;
import io.coffer.testkit.gateway.GatewayEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What {@code template.yaml} makes beside the functions: tables, blob bucket and a master key, each by its stand-in, with the tests'
 * accounts in them. A function may do with them what its {@code function.yaml} says and nothing else.
 *
 * <p>{@code -Dcoffer.gateway.zips=DIR} takes a function from {@code DIR/MODULE.zip}, if there is one, instead of
 * {@code functions/MODULE/target/function.zip}: so native packages go through the same tests.
 */
final class GuardedInstallation implements AutoCloseable {

    private static final Path PROJECT = Path.of(System.getProperty("basedir", ""), "..", "..").toAbsolutePath().normalize();
    private static final String TABLE_PREFIX = "coffer-";
    /** May do everything: the streaming endpoint, whose role is not the functions'. */
    private static final String STREAMING = "streaming";
    /** Several sandboxes for tests that do things at once, in no more memory than a small machine has. */
    private static final int SANDBOXES = 2;
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx256m");

    private final Set<String> functions;
    private final DynamoDbTap tableCalls;
    private final S3Tap blobCalls;
    private final LocalDynamoDb dynamoDb;
    private final LocalS3 s3;
    private final String bucket;
    private final Path masterKey;

    private GuardedInstallation(Map<String, FunctionStatement> statements) throws IOException {
        this.functions = statements.keySet();
        this.tableCalls = DynamoDbTap.guarding(TABLE_PREFIX, statements, STREAMING);
        this.blobCalls = S3Tap.guarding(statements, STREAMING);
        this.dynamoDb = LocalDynamoDb.start(tableCalls);
        this.s3 = LocalS3.start(blobCalls);
        this.bucket = s3.createBucket();
        this.masterKey = Files.write(Files.createTempFile("coffer-master", ".key"), SecretSeal.newMasterKey());
    }

    static GuardedInstallation open() throws IOException {
        GuardedInstallation installation = new GuardedInstallation(FunctionStatement.readAll(PROJECT.resolve("functions")));
        installation.openAccounts();
        return installation;
    }

    private void openAccounts() throws IOException {
        DynamoDbTables.createTables(dynamoDb.client(), TABLE_PREFIX);
        Clock clock = Clock.systemUTC();
        OrderedTables tables = new DynamoDbTables(dynamoDb.client(), TABLE_PREFIX);
        AccountOpening opening = new Installation(tables, FileMasterKey.given(masterKey, tables), clock).opening();
        opening.openFirst(pair(TestServer.CREDENTIALS));
        opening.open(TestServer.OTHER_ACCOUNT, "other", pair(TestServer.OTHER_CREDENTIALS));
    }

    private static Stores stores(DynamoDbClient client, Clock clock) {
        return Stores.over(new DynamoDbTables(client, TABLE_PREFIX, CloudStandIns.BUCKET_LEASE), clock);
    }

    private static AccessKeyPair pair(AwsBasicCredentials credentials) {
        return new AccessKeyPair(credentials.accessKeyId(), credentials.secretAccessKey());
    }

    /** Gateway and functions of the template on these stand-ins, as the template has them but for what the caller says. */
    GatewayEmulator.Builder gateway() throws IOException {
        GatewayEmulator.Builder gateway = GatewayEmulator.of(PROJECT.resolve("template.yaml"))
                .domain("localhost")
                .ownPort("ConsoleApi", 0)
                .parameter("BlobBucket", bucket)
                .withoutEnvironment("COFFER_KMS_KEY")
                .environment(Map.of(
                        "COFFER_DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString(),
                        "COFFER_BLOB_ENDPOINT", s3.endpoint().toString(),
                        "COFFER_MASTER_KEY_FILE", masterKey.toString(),
                        "COFFER_REQUESTS_PER_SECOND", "0",
                        "COFFER_BUCKET_LEASE", CloudStandIns.BUCKET_LEASE.toString(),
                        "AWS_SECRET_ACCESS_KEY", s3.secretKey()))
                .sandboxes(SANDBOXES);
        functions.forEach(function -> gateway.javaOptions(function, JAVA_OPTIONS));
        String zips = System.getProperty("coffer.gateway.zips");
        if (zips != null) {
            useZips(gateway, Path.of(zips));
        }
        return gateway;
    }

    private static void useZips(GatewayEmulator.Builder gateway, Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".zip"))
                    .forEach(zip -> gateway.zip(zip.getFileName().toString().replaceFirst("\\.zip$", ""), zip));
        }
    }

    /** What tells a server to be the streaming endpoint beside the functions. */
    Map<String, String> streamingEnvironment() {
        return Map.ofEntries(
                Map.entry("COFFER_METADATA", "dynamodb"),
                Map.entry("COFFER_DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString()),
                Map.entry("COFFER_TABLE_PREFIX", TABLE_PREFIX),
                Map.entry("COFFER_BUCKET_LEASE", CloudStandIns.BUCKET_LEASE.toString()),
                Map.entry("COFFER_BLOBS", "s3"),
                Map.entry("COFFER_BLOB_BUCKET", bucket),
                Map.entry("COFFER_BLOB_ENDPOINT", s3.endpoint().toString()),
                Map.entry("COFFER_MASTER_KEY_FILE", masterKey.toString()),
                Map.entry("COFFER_ACCESS_KEY", TestServer.CREDENTIALS.accessKeyId()),
                Map.entry("COFFER_SECRET_KEY", TestServer.CREDENTIALS.secretAccessKey()),
                Map.entry("AWS_ACCESS_KEY_ID", STREAMING),
                Map.entry("AWS_SECRET_ACCESS_KEY", s3.secretKey()),
                Map.entry("AWS_REGION", TestServer.REGION));
    }

    /** The stores as whoever runs the installation sees them. */
    Stores stores() {
        return stores(dynamoDb.client(), Clock.systemUTC());
    }

    /** The stores as a function sees them, with its permissions. */
    Stores storesOf(String function, Clock clock) {
        return stores(dynamoDb.clientBuilder().credentialsProvider(credentials(function)).build(), clock);
    }

    /** The blobs as a function sees them, with its permissions. */
    BlobStore blobsOf(String function) {
        return new S3BlobStore(s3.clientBuilder().credentialsProvider(credentials(function)).build(), bucket, "");
    }

    private StaticCredentialsProvider credentials(String function) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(function, s3.secretKey()));
    }

    /** The blobs there are, and the uploads of blobs that have not ended. */
    List<String> blobKeys() {
        return Stream.concat(
                s3.client().listObjectsV2(r -> r.bucket(bucket)).contents().stream().map(S3Object::key),
                s3.client().listMultipartUploads(r -> r.bucket(bucket)).uploads().stream().map(MultipartUpload::key)).toList();
    }

    /** Leaves what a process leaves that dies while it writes a large blob. */
    void leaveUnfinished(String blobId) {
        s3.client().createMultipartUpload(r -> r.bucket(bucket).key(blobId));
    }

    /** What functions asked for so far and may not. */
    List<Grant> denied() {
        return Stream.of(tableCalls.grants(), blobCalls.grants()).flatMap(report -> report.refusals().stream()).toList();
    }

    /** What functions may and did not do so far. */
    List<Grant> unused() {
        return Stream.of(tableCalls.grants(), blobCalls.grants()).flatMap(report -> report.unused().stream()).toList();
    }

    @Override
    public void close() throws IOException {
        dynamoDb.close();
        s3.close();
        Files.delete(masterKey);
    }
}
