package io.coffer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.coffer.testkit.DynamoDbRequest.TransactItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;

/**
 * What a transactional write costs. DynamoDB Local charges nothing for checking an item that is there, and half for deleting one that is
 * not. Observed of DynamoDB: every item costs twice what it would by itself, a check as much as a write
 * (github.com/paritysuite/dynamodb-conformance, pull request 67). So the items are looked at before and after.
 */
final class TransactionCosts {

    private static final int WRITE_UNIT_BYTES = 1 << 10;

    private final DynamoDBRequestHandler tables;

    /** @param tables where items are looked at by calls that nobody counts */
    TransactionCosts(DynamoDBRequestHandler tables) {
        this.tables = tables;
    }

    /** The sizes of a transaction's items in bytes as they are now; 0 for those that are not there. */
    List<Integer> sizes(List<TransactItem> items) {
        return items.stream().map(this::size).toList();
    }

    /** The write units of a transaction between the sizes it found and the sizes it left: of both, the larger counts. */
    static double writeUnits(List<Integer> before, List<Integer> after) {
        int units = 0;
        for (int i = 0; i < before.size(); i++) {
            int bytes = Math.max(before.get(i), after.get(i));
            units += 2 * Math.max(1, (bytes + WRITE_UNIT_BYTES - 1) / WRITE_UNIT_BYTES);
        }
        return units;
    }

    private int size(TransactItem item) {
        var found = tables.getItem(DynamoDbTap.OWN_KEY, DynamoDbTap.REGION.id(), GetItemRequest.builder()
                .tableName(item.table()).key(key(item)).consistentRead(true).build());
        return found.hasItem() ? found.item().entrySet().stream().mapToInt(TransactionCosts::size).sum() : 0;
    }

    /** The key of an item, whose attributes must be strings. */
    private Map<String, AttributeValue> key(TransactItem item) {
        DescribeTableRequest describe = DescribeTableRequest.builder().tableName(item.table()).build();
        JsonNode attributes = item.content().path(item.content().has("Key") ? "Key" : "Item");
        return tables.describeTable(DynamoDbTap.OWN_KEY, DynamoDbTap.REGION.id(), describe).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .collect(Collectors.toMap(name -> name, name -> AttributeValue.fromS(attributes.at("/" + name + "/S").asText())));
    }

    /** DynamoDB Developer Guide, item sizes: names and strings by their UTF-8, binary values by their raw bytes. */
    private static int size(Map.Entry<String, AttributeValue> attribute) {
        AttributeValue value = attribute.getValue();
        int bytes = switch (value.type()) {
            case S -> value.s().getBytes(StandardCharsets.UTF_8).length;
            case B -> value.b().asByteArrayUnsafe().length;
            default -> throw new IllegalStateException("no table of ours has attributes of type " + value.type());
        };
        return attribute.getKey().getBytes(StandardCharsets.UTF_8).length + bytes;
    }
}
