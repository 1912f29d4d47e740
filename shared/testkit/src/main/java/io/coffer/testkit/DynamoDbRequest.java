package io.coffer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;

/**
 * A call of DynamoDB's API, as its low-level protocol sends it.
 *
 * @param body an empty object where the request has none
 */
record DynamoDbRequest(String caller, String operation, ObjectNode body) {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");
    private static final String TRANSACT_WRITE = "TransactWriteItems";

    /** Service Authorization Reference, DynamoDB: what the items of a transaction need. */
    private static final Map<String, String> ITEM_ACTIONS = Map.of(
            "Put", "PutItem", "Delete", "DeleteItem", "Update", "UpdateItem", "ConditionCheck", "ConditionCheckItem", "Get", "GetItem");

    static DynamoDbRequest read(HttpFields headers, byte[] body) throws IOException {
        Matcher credential = CREDENTIAL.matcher(orEmpty(headers.get("Authorization")));
        String target = orEmpty(headers.get("X-Amz-Target"));
        JsonNode json = JSON.readTree(body);
        return new DynamoDbRequest(
                credential.find() ? credential.group(1) : "",
                target.substring(target.indexOf('.') + 1),
                json instanceof ObjectNode object ? object : JSON.createObjectNode());
    }

    private static String orEmpty(String header) {
        return header == null ? "" : header;
    }

    boolean isTransactionalWrite() {
        return operation.equals(TRANSACT_WRITE);
    }

    /** Of a transactional write: what happens to an item of which table. */
    record TransactItem(String action, String table, JsonNode content) {}

    List<TransactItem> transactItems() {
        List<TransactItem> items = new ArrayList<>();
        body.path("TransactItems").forEach(item -> item.properties().forEach(entry -> items.add(new TransactItem(
                ITEM_ACTIONS.getOrDefault(entry.getKey(), entry.getKey()), table(entry.getValue()), entry.getValue()))));
        return items;
    }

    /** What IAM has to allow before the call is looked at. */
    List<Access> accesses() {
        if (body.has("TransactItems")) {
            return transactItems().stream().map(item -> new Access(item.action, item.table)).toList();
        }
        List<Access> accesses = new ArrayList<>();
        body.path("RequestItems").fieldNames().forEachRemaining(table -> accesses.add(new Access(operation, table)));
        return accesses.isEmpty() ? List.of(new Access(operation, table(body))) : accesses;
    }

    private static String table(JsonNode named) {
        return named.path("TableName").asText("*");
    }

    /** The same call, which also asks what it costs. */
    byte[] askingForCapacity() throws IOException {
        return JSON.writeValueAsBytes(body.deepCopy().put("ReturnConsumedCapacity", "TOTAL"));
    }
}
