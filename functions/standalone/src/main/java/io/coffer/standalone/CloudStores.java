package io.coffer.standalone;

import io.coffer.blobs.BlobStore;
import io.coffer.blobs.S3BlobStore;
import io.coffer.metadata.OrderedTables;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.quarkus.arc.Arc;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Metadata in DynamoDB and blobs in S3, through the clients that Quarkus configures. Made only where they are asked for. */
final class CloudStores {

    private CloudStores() {}

    static OrderedTables tables(ServeOptions.Metadata options) {
        DynamoDbClient client = Arc.container().select(DynamoDbClient.class).get();
        if (options.createTables()) {
            DynamoDbTables.createTables(client, options.tablePrefix());
        }
        return new DynamoDbTables(client, options.tablePrefix());
    }

    static BlobStore blobs(ServeOptions.Blobs options) {
        return new S3BlobStore(Arc.container().select(S3Client.class).get(), options.bucket().orElseThrow(), options.prefix());
    }
}
