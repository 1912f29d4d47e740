package io.coffer.emulator;

import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.Installation;
import io.coffer.accounts.RootKeys;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.testkit.LocalDynamoDb;
import io.coffer.testkit.LocalS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * What stands in for an account at AWS: DynamoDB Local and S3Proxy over files, for development only. In a data directory they keep what
 * they hold.
 */
final class Cloud implements AutoCloseable {

    static final String TABLE_PREFIX = "coffer-";
    static final String BUCKET = "coffer-blobs";

    private final LocalDynamoDb dynamoDb;
    private final LocalS3 s3;

    private Cloud(LocalDynamoDb dynamoDb, LocalS3 s3) {
        this.dynamoDb = dynamoDb;
        this.s3 = s3;
    }

    /** Starts both, with Coffer's tables, bucket and master key, and its first account signing with the pair. */
    static Cloud start(Path data, RootKeys.Opened keys) throws IOException {
        Cloud cloud = new Cloud(LocalDynamoDb.start(Files.createDirectories(data.resolve("dynamodb"))), LocalS3.start(data.resolve("s3")));
        DynamoDbTables.createTables(cloud.dynamoDb.client(), TABLE_PREFIX);
        cloud.makeBucket();
        OrderedTables tables = new DynamoDbTables(cloud.dynamoDb.client(), TABLE_PREFIX);
        new Installation(tables, FileMasterKey.in(data, tables), Clock.systemUTC()).opening().openFirst(keys);
        return cloud;
    }

    private void makeBucket() {
        try {
            s3.client().headBucket(HeadBucketRequest.builder().bucket(BUCKET).build());
        } catch (NoSuchBucketException e) {
            s3.client().createBucket(request -> request.bucket(BUCKET));
        }
    }

    /** What tells a function, or a server, where they are. */
    Map<String, String> environment() {
        return Map.of(
                "COFFER_DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString(),
                "COFFER_BLOB_ENDPOINT", s3.endpoint().toString(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey());
    }

    @Override
    public void close() throws IOException {
        dynamoDb.close();
        s3.close();
    }
}
