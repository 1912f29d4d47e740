package io.coffer.lambda;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The clients that Quarkus configures, each made when it is first asked for: a function that touches no blobs makes no client of S3. */
@Singleton
public final class CloudClients {

    private final Instance<DynamoDbClient> dynamoDb;
    private final Instance<S3Client> s3;
    private final Instance<KmsClient> kms;

    CloudClients(Instance<DynamoDbClient> dynamoDb, Instance<S3Client> s3, Instance<KmsClient> kms) {
        this.dynamoDb = dynamoDb;
        this.s3 = s3;
        this.kms = kms;
    }

    DynamoDbClient dynamoDb() {
        return dynamoDb.get();
    }

    S3Client s3() {
        return s3.get();
    }

    KmsClient kms() {
        return kms.get();
    }
}
