package io.coffer.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The units follow DynamoDB's Developer Guide ("DynamoDB read and write operations"), the refusals what DynamoDB answers. */
final class DynamoDbTapTest {

    private static final String OBJECTS = "tap-objects";
    private static final String BUCKETS = "tap-buckets";

    /** An item's bytes beside its value: the names pk, sk and val, and keys of a letter each. */
    private static final int NAMES_AND_KEYS = 9;

    private static final DynamoDbTap TAP = DynamoDbTap.guarding("tap-", Map.of(
            "objects", statement(Map.of("objects", List.of("GetItem", "PutItem", "Query"), "buckets", List.of("ConditionCheckItem")))),
            "standalone");

    private static LocalDynamoDb local;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        local = LocalDynamoDb.start(TAP);
        client = local.client();
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @BeforeEach
    void emptyTables() {
        for (String table : List.of(OBJECTS, BUCKETS)) {
            if (client.listTables().tableNames().contains(table)) {
                client.deleteTable(r -> r.tableName(table));
            }
            client.createTable(r -> r.tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text("pk"), text("sk"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType("S").build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static FunctionStatement statement(Map<String, List<String>> tables) {
        return new FunctionStatement("a function", 128, 29, null, null, null, null, null, tables, null, null, null, null);
    }

    private static DynamoDbClient client(String caller) {
        return local.clientBuilder()
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(caller, "secret")))
                .build();
    }

    private static Map<String, AttributeValue> key(String sort) {
        return Map.of("pk", AttributeValue.fromS("p"), "sk", AttributeValue.fromS(sort));
    }

    /** An item of so many bytes, as DynamoDB counts them. */
    private static Map<String, AttributeValue> item(String sort, int bytes) {
        return Map.of("pk", AttributeValue.fromS("p"), "sk", AttributeValue.fromS(sort),
                "val", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[bytes - NAMES_AND_KEYS])));
    }

    private static void put(String sort, int bytes) {
        client.putItem(r -> r.tableName(OBJECTS).item(item(sort, bytes)));
    }

    @ParameterizedTest
    @CsvSource({"10, 1, 1", "1024, 1, 1", "1025, 2, 1", "4096, 4, 1", "4097, 5, 2", "102400, 100, 25"})
    void aWriteUnitIs1KbAndAConsistentReadUnit4Kb(int bytes, double writeUnits, double readUnits) {
        assertEquals(writeUnits, TAP.measure(() -> put("a", bytes)).writeUnits());
        assertEquals(readUnits, TAP.measure(DynamoDbTapTest::readConsistently).readUnits());
        assertEquals(readUnits / 2, TAP.measure(() -> client.getItem(r -> r.tableName(OBJECTS).key(key("a")))).readUnits());
        assertEquals(readUnits, TAP.measure(() -> query("p")).readUnits());
        assertEquals(writeUnits, TAP.measure(() -> put("a", 10)).writeUnits(), "the larger of what was and what becomes");
        put("a", bytes);
        DynamoDbUsage delete = TAP.measure(() -> client.deleteItem(r -> r.tableName(OBJECTS).key(key("a"))));
        assertEquals(writeUnits, delete.writeUnits());
        assertEquals(0, delete.readUnits());
    }

    @Test
    void whatIsNotThereCostsTheLeast() {
        assertEquals(1, TAP.measure(DynamoDbTapTest::readConsistently).readUnits());
        assertEquals(1, TAP.measure(() -> client.deleteItem(r -> r.tableName(OBJECTS).key(key("a")))).writeUnits());
        assertEquals(1, TAP.measure(() -> query("p")).readUnits());
    }

    @Test
    void aQueryRoundsUpTheSumOfItsItems() {
        for (int i = 0; i < 9; i++) {
            put(String.valueOf(i), 500);
        }
        assertEquals(2, TAP.measure(() -> query("p")).readUnits());
    }

    private static void readConsistently() {
        client.getItem(r -> r.tableName(OBJECTS).key(key("a")).consistentRead(true));
    }

    private static void query(String partition) {
        client.query(r -> r.tableName(OBJECTS).consistentRead(true).keyConditionExpression("pk = :p")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(partition))));
    }

    @ParameterizedTest
    @CsvSource({"10, 2", "1025, 4", "5000, 10"})
    void aTransactionCostsTwiceWhateverItDoesWithAnItem(int bytes, double units) {
        assertEquals(units, write(b -> b.put(p -> p.tableName(OBJECTS).item(item("a", bytes)))));
        assertEquals(units, write(b -> b.conditionCheck(c -> c.tableName(OBJECTS).key(key("a"))
                .conditionExpression("attribute_exists(pk)"))));
        assertEquals(units, write(b -> b.put(p -> p.tableName(OBJECTS).item(item("a", 10)))));
        put("a", bytes);
        assertEquals(units, write(b -> b.delete(d -> d.tableName(OBJECTS).key(key("a")))));
        assertEquals(2, write(b -> b.delete(d -> d.tableName(OBJECTS).key(key("a")))), "there is nothing to delete");
        assertEquals(2, write(b -> b.conditionCheck(c -> c.tableName(OBJECTS).key(key("a"))
                .conditionExpression("attribute_not_exists(pk)"))));
    }

    @Test
    void aTransactionIsOneCallThatAddsUpItsItems() {
        DynamoDbUsage usage = TAP.measure(() -> client.transactWriteItems(r -> r.transactItems(
                item(b -> b.put(p -> p.tableName(OBJECTS).item(item("a", 1500)))),
                item(b -> b.delete(d -> d.tableName(BUCKETS).key(key("b")))))));

        assertEquals(List.of(new DynamoDbCall(LocalDynamoDb.ACCESS_KEY, "TransactWriteItems",
                List.of(new Access("PutItem", OBJECTS), new Access("DeleteItem", BUCKETS)), 0, 6, 200)), usage.calls());
    }

    private static TransactWriteItem item(Consumer<TransactWriteItem.Builder> write) {
        TransactWriteItem.Builder item = TransactWriteItem.builder();
        write.accept(item);
        return item.build();
    }

    private static double write(Consumer<TransactWriteItem.Builder> write) {
        return TAP.measure(() -> client.transactWriteItems(r -> r.transactItems(item(write)))).writeUnits();
    }

    @Test
    void refusedCallsAreCountedWithoutACost() {
        put("a", 10);
        DynamoDbUsage usage = TAP.measure(() -> {
            assertThrows(ConditionalCheckFailedException.class, () -> client.putItem(
                    r -> r.tableName(OBJECTS).item(item("a", 10)).conditionExpression("attribute_not_exists(pk)")));
            assertThrows(TransactionCanceledException.class, () -> write(b -> b.put(p -> p.tableName(OBJECTS).item(item("a", 10))
                    .conditionExpression("attribute_not_exists(pk)"))));
        });
        assertEquals(List.of(400, 400), usage.calls().stream().map(DynamoDbCall::status).toList());
        assertEquals(0, usage.writeUnits());
    }

    @Test
    void callersAreToldApartAndOnlyWhatWasAskedMeanwhileIsCounted() {
        put("a", 10);
        Recording<DynamoDbCall> recording = TAP.begin();
        try (recording; DynamoDbClient other = client("standalone")) {
            put("a", 2000);
            other.getItem(r -> r.tableName(OBJECTS).key(key("a")));
        }
        put("a", 10);
        DynamoDbUsage usage = new DynamoDbUsage(recording.calls());

        assertEquals(1, usage.of("standalone").calls().size());
        assertEquals(2, usage.of(LocalDynamoDb.ACCESS_KEY).writeUnits());
        assertEquals(Map.of(new Access("GetItem", OBJECTS), 1L, new Access("PutItem", OBJECTS), 1L), usage.accesses());
    }

    @Test
    void whatNoStatementAllowsIsDenied() {
        try (DynamoDbClient objects = client("objects"); DynamoDbClient unknown = client("unknown")) {
            objects.putItem(r -> r.tableName(OBJECTS).item(item("a", 10)));
            DynamoDbException denied = assertThrows(DynamoDbException.class,
                    () -> objects.deleteItem(r -> r.tableName(OBJECTS).key(key("a"))));

            assertEquals("AccessDeniedException", denied.awsErrorDetails().errorCode());
            assertEquals(400, denied.statusCode());
            assertTrue(denied.awsErrorDetails().errorMessage().contains("is not authorized to perform: dynamodb:DeleteItem on resource:"
                    + " arn:aws:dynamodb:us-east-1:000000000000:table/tap-objects"), denied::getMessage);
            assertTrue(client.getItem(r -> r.tableName(OBJECTS).key(key("a"))).hasItem(), "nothing was deleted");
            assertDenied(() -> objects.getItem(r -> r.tableName(BUCKETS).key(key("a"))));
            assertDenied(objects::listTables);
            assertDenied(() -> unknown.getItem(r -> r.tableName(OBJECTS).key(key("a"))));
        }
    }

    @Test
    void aTransactionNeedsTheActionOfEachItem() {
        try (DynamoDbClient objects = client("objects")) {
            TransactWriteItem put = item(b -> b.put(p -> p.tableName(OBJECTS).item(item("a", 10))));
            objects.transactWriteItems(r -> r.transactItems(put, item(b -> b.conditionCheck(
                    c -> c.tableName(BUCKETS).key(key("b")).conditionExpression("attribute_not_exists(pk)")))));
            assertDenied(() -> objects.transactWriteItems(r -> r.transactItems(put, item(b -> b.delete(
                    d -> d.tableName(BUCKETS).key(key("b")))))));
        }
    }

    private static void assertDenied(Executable call) {
        assertEquals("AccessDeniedException", assertThrows(DynamoDbException.class, call).awsErrorDetails().errorCode());
    }

    @Test
    void theReportNamesGrantsNobodyUsedAndWhatWasDenied() {
        DynamoDbTap tap = DynamoDbTap.guarding("tap-", Map.of("objects", statement(Map.of("objects", List.of("ListTables", "Query")))));
        Permissions permissions = tap.permissions();
        permissions.refused("objects", List.of(new Access("Query", OBJECTS), new Access("Query", OBJECTS)));
        permissions.refused("objects", List.of(new Access("Query", BUCKETS)));
        permissions.refused(LocalDynamoDb.ACCESS_KEY, List.of(new Access("Scan", BUCKETS)));

        assertEquals("[objects ListTables tap-objects: 0, objects Query tap-objects: 2]", tap.grants().grants().toString());
        assertEquals("[objects ListTables tap-objects: 0]", tap.grants().unused().toString());
        assertEquals("[objects Query tap-buckets: 1]", tap.grants().refusals().toString());
    }

    @Test
    void withoutStatementsEverybodyMayDoEverything() {
        assertFalse(DynamoDbTap.open().permissions().refused("anybody", List.of(new Access("Scan", OBJECTS))).isPresent());
    }
}
