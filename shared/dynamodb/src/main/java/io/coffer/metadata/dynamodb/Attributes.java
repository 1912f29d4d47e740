package io.coffer.metadata.dynamodb;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How an item stands in DynamoDB: {@code pk} and {@code sk}, its key; {@code rev}, its revision; {@code val}, its bytes. */
final class Attributes {

    static final String PARTITION = "pk";
    static final String SORT = "sk";
    private static final String REVISION = "rev";
    private static final String VALUE = "val";

    private Attributes() {}

    static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of(PARTITION, AttributeValue.fromS(partition), SORT, AttributeValue.fromS(sort));
    }

    static Map<String, AttributeValue> key(Change change) {
        return key(change.partition(), change.sort());
    }

    static Map<String, AttributeValue> item(Change.Put put, String revision) {
        return Map.of(
                PARTITION, AttributeValue.fromS(put.partition()),
                SORT, AttributeValue.fromS(put.sort()),
                REVISION, AttributeValue.fromS(revision),
                VALUE, AttributeValue.fromB(SdkBytes.fromByteArray(put.value())));
    }

    static Item item(Map<String, AttributeValue> item) {
        return new Item(item.get(PARTITION).s(), item.get(SORT).s(), revision(item), item.get(VALUE).b().asByteArray());
    }

    static String revision(Map<String, AttributeValue> item) {
        return item.get(REVISION).s();
    }

    /** A condition expression; null if there is no condition. */
    static String expression(Condition condition) {
        if (condition instanceof Condition.Absent) {
            return "attribute_not_exists(" + PARTITION + ")";
        }
        return condition instanceof Condition.Revision ? REVISION + " = :expected" : null;
    }

    /** The values of {@link #expression}; null if it has none, as the SDK wants it. */
    static Map<String, AttributeValue> values(Condition condition) {
        return condition instanceof Condition.Revision expected
                ? Map.of(":expected", AttributeValue.fromS(expected.revision()))
                : null;
    }
}
