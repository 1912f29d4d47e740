package io.coffer.standalone.server;

import io.coffer.accounts.KmsMasterKey;
import io.coffer.blobs.BlobStore;
import io.coffer.blobs.S3BlobStore;
import io.coffer.metadata.dynamodb.DynamoDbTables;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.ClientProperties;
import io.coffer.pipeline.InstallationSettings;
import io.coffer.settings.Settings;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Metadata in DynamoDB and blobs in S3, through the clients that Quarkus configures. Made only where they are asked for. */
@Singleton
public final class CloudStores {

    private final Instance<DynamoDbClient> dynamoDb;
    private final Instance<S3Client> s3;
    private final Instance<KmsClient> kms;

    CloudStores(Instance<DynamoDbClient> dynamoDb, Instance<S3Client> s3, Instance<KmsClient> kms) {
        this.dynamoDb = dynamoDb;
        this.s3 = s3;
        this.kms = kms;
    }

    /** What Quarkus is told about the clients. */
    public static Map<String, String> settings(ServeOptions options) {
        Map<String, String> settings = new HashMap<>(ClientProperties.ofRegion(options.region()));
        settings.putAll(ClientProperties.ofEndpoints(options.settings()));
        return settings;
    }

    OrderedTables tables(Settings settings) {
        DynamoDbClient client = dynamoDb.get();
        String prefix = settings.get(InstallationSettings.TABLE_PREFIX);
        if (settings.get(ServeSettings.CREATE_TABLES)) {
            DynamoDbTables.createTables(client, prefix);
        }
        return new DynamoDbTables(client, prefix, settings.get(InstallationSettings.BUCKET_LEASE));
    }

    /** The key that {@code ./coffer keys create} made. */
    KmsMasterKey masterKey(String kmsKey, OrderedTables tables) {
        return new KmsMasterKey(kms.get(), kmsKey, tables);
    }

    BlobStore blobs(Settings settings) {
        return new S3BlobStore(
                s3.get(), settings.get(InstallationSettings.BLOB_BUCKET), settings.get(InstallationSettings.BLOB_PREFIX));
    }
}
