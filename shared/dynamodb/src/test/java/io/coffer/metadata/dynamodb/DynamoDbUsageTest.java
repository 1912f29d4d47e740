package io.coffer.metadata.dynamodb;

import io.coffer.metadata.contract.UsageContract;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.testkit.LocalDynamoDb;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("long")
class DynamoDbUsageTest extends UsageContract {

    private static LocalDynamoDb local;
    private static OrderedTables tables;

    @BeforeAll
    static void start() {
        local = LocalDynamoDb.start();
        DynamoDbTables.createTables(local.client(), "test-");
        tables = new DynamoDbTables(local.client(), "test-", Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Override
    protected OrderedTables tables() {
        return tables;
    }
}
