package io.coffer.metadata.dynamodb;

import io.coffer.metadata.tables.Table;
import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Makes the tables that are missing, all at once, and waits until each is active. */
final class TableCreation {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int LOOKS = 180;

    private TableCreation() {}

    static void run(DynamoDbClient client, String tablePrefix) {
        for (Table table : Table.values()) {
            create(client, tablePrefix + table.suffix());
        }
        try (var waiter = client.waiter()) {
            for (Table table : Table.values()) {
                waiter.waitUntilTableExists(
                        request -> request.tableName(tablePrefix + table.suffix()),
                        wait -> wait.maxAttempts(LOOKS).backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(BETWEEN_LOOKS)));
            }
        }
    }

    private static void create(DynamoDbClient client, String name) {
        try {
            client.createTable(CreateTableRequest.builder()
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text(Attributes.PARTITION), text(Attributes.SORT))
                    .keySchema(key(Attributes.PARTITION, KeyType.HASH), key(Attributes.SORT, KeyType.RANGE))
                    .build());
        } catch (ResourceInUseException e) {
            // The table exists, or another process is making it: either way the wait below decides.
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
