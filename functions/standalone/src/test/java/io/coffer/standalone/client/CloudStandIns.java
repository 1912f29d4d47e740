package io.coffer.standalone.client;

import io.coffer.endpoints.TestServer;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.testkit.DynamoDbTap;
import io.coffer.testkit.LocalDynamoDb;
import io.coffer.testkit.LocalS3;
import io.coffer.testkit.S3Tap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** What stands in for a cloud account: DynamoDB and S3, reached over HTTP. */
interface CloudStandIns extends AutoCloseable {

    /** What tells a server to use them. */
    /** Short, since whoever changes a bucket waits for it. */
    Duration BUCKET_LEASE = Duration.ofMillis(50);

    Map<String, String> environment();

    @Override
    void close() throws IOException;

    static CloudStandIns none() {
        return new None();
    }

    static CloudStandIns start() {
        return start(DynamoDbTap.open(), S3Tap.open());
    }

    /** Behind taps, which see every call. */
    static Running start(DynamoDbTap dynamoDb, S3Tap s3) {
        try {
            return new Running(LocalDynamoDb.start(dynamoDb), LocalS3.start(s3));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record None() implements CloudStandIns {

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    record Running(LocalDynamoDb dynamoDb, LocalS3 s3) implements CloudStandIns {

        @Override
        public Map<String, String> environment() {
            return Map.of(
                    "COFFER_METADATA", "dynamodb",
                    "COFFER_DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString(),
                    "COFFER_CREATE_TABLES", "true",
                    "COFFER_BUCKET_LEASE", BUCKET_LEASE.toString(),
                    "COFFER_BLOBS", "s3",
                    "COFFER_BLOB_BUCKET", s3.createBucket(),
                    "COFFER_BLOB_ENDPOINT", s3.endpoint().toString(),
                    "AWS_ACCESS_KEY_ID", s3.accessKey(),
                    "AWS_SECRET_ACCESS_KEY", s3.secretKey(),
                    "AWS_REGION", TestServer.REGION);
        }

        /** The tables of servers over these stand-ins, made where they are not there yet. */
        OrderedTables tables() {
            DynamoDbTables.createTables(dynamoDb.client(), "coffer-");
            return new DynamoDbTables(dynamoDb.client(), "coffer-", BUCKET_LEASE);
        }

        @Override
        public void close() throws IOException {
            dynamoDb.close();
            s3.close();
        }
    }
}
