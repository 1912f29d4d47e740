package io.coffer.bench;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.Installation;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.testkit.LocalDynamoDb;
import io.coffer.testkit.LocalS3;
import io.coffer.testkit.gateway.GatewayEmulator;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** What the measured functions work with: an installation's tables and bucket, on stand-ins in this process, with one account. */
final class FunctionCloud implements Closeable {

    private static final String TABLE_PREFIX = "bench-";
    private static final AccessKeyPair KEYS = new AccessKeyPair("AKIABENCHBENCHBENCH0", "functionsbenchfunctionsbenchfunctionsben");
    /** More than one client can send. */
    private static final int UNTHROTTLED = 1_000_000;

    private final LocalDynamoDb dynamoDb;
    private final LocalS3 s3;
    private final String bucket;
    private final Path masterKey;
    private final Path template;
    private final PrintStream log;

    private FunctionCloud(LocalDynamoDb dynamoDb, LocalS3 s3, Path masterKey, Path template, PrintStream log) {
        this.dynamoDb = dynamoDb;
        this.s3 = s3;
        this.bucket = s3.createBucket();
        this.masterKey = masterKey;
        this.template = template;
        this.log = log;
    }

    /** @param directory for the master key and what functions write */
    static FunctionCloud start(Path directory, Path cofferHome) throws IOException {
        LocalDynamoDb dynamoDb = LocalDynamoDb.start();
        LocalS3 s3 = LocalS3.start();
        DynamoDbTables.createTables(dynamoDb.client(), TABLE_PREFIX);
        OrderedTables tables = new DynamoDbTables(dynamoDb.client(), TABLE_PREFIX);
        new Installation(tables, FileMasterKey.in(directory, tables), Clock.systemUTC()).opening().openFirst(KEYS);
        PrintStream log = new PrintStream(Files.newOutputStream(directory.resolve("functions.log")), true, StandardCharsets.UTF_8);
        return new FunctionCloud(dynamoDb, s3, FileMasterKey.file(directory), cofferHome.resolve("template.yaml"), log);
    }

    /** A gateway of one sandbox a function; what a variant has no zip of is as the template says. */
    GatewayEmulator.Builder gateway(FunctionVariant variant) throws IOException {
        GatewayEmulator.Builder gateway = GatewayEmulator.of(template)
                .java(variant.javaHome().resolve("bin/java"))
                .environment("JAVA_HOME", variant.javaHome().toString())
                .parameter("TablePrefix", TABLE_PREFIX)
                .parameter("BlobBucket", bucket)
                .environment("COFFER_DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString())
                .environment("COFFER_BLOB_ENDPOINT", s3.endpoint().toString())
                .environment("AWS_SECRET_ACCESS_KEY", s3.secretKey())
                .environment("COFFER_MASTER_KEY_FILE", masterKey.toAbsolutePath().toString())
                .environment("COFFER_REQUESTS_PER_SECOND", "0")
                .withoutEnvironment("COFFER_KMS_KEY")
                .throttle(UNTHROTTLED, UNTHROTTLED)
                .log(log::println)
                .sandboxes(1);
        variant.zips().forEach(gateway::zip);
        return gateway;
    }

    static S3Endpoint client(GatewayEmulator gateway) {
        return new S3Endpoint(gateway.endpoint(), KEYS.accessKeyId(), KEYS.secretAccessKey());
    }

    @Override
    public void close() throws IOException {
        dynamoDb.close();
        s3.close();
        log.close();
    }
}
