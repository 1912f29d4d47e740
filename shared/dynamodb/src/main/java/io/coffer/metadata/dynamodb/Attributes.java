package io.coffer.metadata.dynamodb;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How an item stands in DynamoDB: {@code pk} and {@code sk}, its key; {@code rev}, its revision; {@code val}, its bytes; {@code dat}, its
 * data; {@code alo}, there and true if it stands alone.
 */
final class Attributes {

    static final String PARTITION = "pk";
    static final String SORT = "sk";
    private static final String REVISION = "rev";
    private static final String VALUE = "val";
    private static final String DATA = "dat";
    private static final String ALONE = "alo";

    /** What queries ask for: all except data. */
    static final String WITHOUT_DATA = String.join(", ", PARTITION, SORT, REVISION, VALUE);
    /** Holds if there is no item, or one that stands alone. */
    static final String REPLACEABLE = "attribute_not_exists(" + PARTITION + ") OR attribute_exists(" + ALONE + ")";

    private Attributes() {}

    static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of(PARTITION, AttributeValue.fromS(partition), SORT, AttributeValue.fromS(sort));
    }

    static Map<String, AttributeValue> key(Change change) {
        return key(change.partition(), change.sort());
    }

    static Map<String, AttributeValue> item(Change.Put put, String revision) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                PARTITION, AttributeValue.fromS(put.partition()),
                SORT, AttributeValue.fromS(put.sort()),
                REVISION, AttributeValue.fromS(revision),
                VALUE, AttributeValue.fromB(SdkBytes.fromByteArray(put.value()))));
        if (put.data() != null) {
            item.put(DATA, AttributeValue.fromB(SdkBytes.fromByteArray(put.data())));
        }
        if (put.alone()) {
            item.put(ALONE, AttributeValue.fromBool(true));
        }
        return item;
    }

    static Item item(Map<String, AttributeValue> item) {
        AttributeValue data = item.get(DATA);
        return new Item(of(item, PARTITION).s(), of(item, SORT).s(), revision(item), of(item, VALUE).b().asByteArray(),
                data == null ? null : data.b().asByteArray());
    }

    static String revision(Map<String, AttributeValue> item) {
        return of(item, REVISION).s();
    }

    /** What every item of ours has. */
    private static AttributeValue of(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    /** A condition expression; null if there is no condition. */
    static @Nullable String expression(Condition condition) {
        if (condition instanceof Condition.Absent) {
            return "attribute_not_exists(" + PARTITION + ")";
        }
        return condition instanceof Condition.Revision ? REVISION + " = :expected" : null;
    }

    /** The values of {@link #expression}; null if it has none, as the SDK wants it. */
    static @Nullable Map<String, AttributeValue> values(Condition condition) {
        return condition instanceof Condition.Revision expected
                ? Map.of(":expected", AttributeValue.fromS(expected.revision()))
                : null;
    }
}
