package io.coffer.metadata.dynamodb;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Replaced;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Puts or deletes an item in place of nothing, or of one that stands alone, in one call. Its condition holds again once it was made, so a
 * request that is sent twice could undo what another writer did in between. So the SDK does not send it again. If the answer is lost, a
 * read tells whether the item is as it was to be; if it is not, the caller gets the failure, as what became of the request is not known.
 */
final class Replacement {

    private final DynamoDbClient client;
    private final Retry retry;

    Replacement(DynamoDbClient client, Retry retry) {
        this.client = client;
        this.retry = retry;
    }

    /** @param revision of what is put */
    Replaced make(String table, Change change, String revision) {
        try {
            Map<String, AttributeValue> before = retry.call(
                    change instanceof Change.Put put ? putting(table, put, revision) : deleting(table, change));
            return new Replaced(true, before.isEmpty() ? Optional.empty() : Optional.of(Attributes.item(before)));
        } catch (ConditionalCheckFailedException e) {
            return new Replaced(false, e.hasItem() ? Optional.of(Attributes.item(e.item())) : Optional.empty());
        } catch (SdkException e) {
            if (SentOnce.isRefusal(e) || SentOnce.isUnsent(e) || !isMade(table, change, revision)) {
                throw e;
            }
            return new Replaced(true, Optional.empty());
        }
    }

    private Supplier<Map<String, AttributeValue>> putting(String table, Change.Put put, String revision) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(Attributes.item(put, revision))
                .conditionExpression(Attributes.REPLACEABLE)
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(SentOnce.CONFIGURATION)
                .build();
        return () -> client.putItem(request).attributes();
    }

    private Supplier<Map<String, AttributeValue>> deleting(String table, Change change) {
        DeleteItemRequest request = DeleteItemRequest.builder()
                .tableName(table)
                .key(Attributes.key(change))
                .conditionExpression(Attributes.REPLACEABLE)
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(SentOnce.CONFIGURATION)
                .build();
        return () -> client.deleteItem(request).attributes();
    }

    /** Whether what was to be put, or nothing, is there. */
    private boolean isMade(String table, Change change, String revision) {
        GetItemRequest request = GetItemRequest.builder().tableName(table).key(Attributes.key(change)).consistentRead(true).build();
        var answer = retry.call(() -> client.getItem(request));
        return change instanceof Change.Put
                ? answer.hasItem() && Attributes.revision(answer.item()).equals(revision)
                : !answer.hasItem();
    }
}
