package io.coffer.metadata.dynamodb;

import io.coffer.metadata.contract.OrderedTablesContract;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import io.coffer.testkit.LocalDynamoDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DynamoDbTablesTest extends OrderedTablesContract {

    private static LocalDynamoDb local;
    private static OrderedTables tables;

    @BeforeAll
    static void start() {
        local = LocalDynamoDb.start();
        DynamoDbTables.createTables(local.client(), "test-");
        tables = new DynamoDbTables(local.client(), "test-");
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Override
    protected OrderedTables tables() {
        return tables;
    }

    @Test
    void tablesThatExistStayAsTheyAre() {
        put(partition, "a", "value");
        DynamoDbTables.createTables(local.client(), "test-");

        tables.get(Table.OBJECTS, partition, "a").orElseThrow();
    }
}
