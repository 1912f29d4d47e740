package io.coffer.metadata.dynamodb;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.MetadataBusy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * A commit of one put as a PutItem, which has no token: DynamoDB applies it as often as it arrives. So the SDK does not send it again by
 * itself. If its outcome is not known, the item tells: if it has the put's revision, the put was applied. If not, the put may have been
 * applied and the item replaced or removed since. Then it is sent again only under the condition of a revision, which it changes itself,
 * so that it is applied once at most. Without that condition it could bring back what another writer has removed.
 */
final class SinglePut {

    private static final int ATTEMPTS = 4;

    private final DynamoDbClient client;
    private final Retry retry;

    SinglePut(DynamoDbClient client, Retry retry) {
        this.client = client;
        this.retry = retry;
    }

    /**
     * @param item reads the item as it is
     * @return whether the condition held
     * @throws SdkException also if it is not known whether the put was applied
     */
    boolean send(Change.Put put, String table, String revision, Supplier<Optional<Map<String, AttributeValue>>> item) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(Attributes.item(put, revision))
                .conditionExpression(Attributes.expression(put.condition()))
                .expressionAttributeValues(Attributes.values(put.condition()))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(SentOnce.CONFIGURATION)
                .build();
        @Nullable SdkException doubt = null;
        for (int attempt = 1;; attempt++) {
            try {
                retry.call(() -> client.putItem(request));
                return true;
            } catch (ConditionalCheckFailedException e) {
                return decide(e, revision, doubt);
            } catch (MetadataBusy e) {
                throw doubt == null ? e : doubt;
            } catch (SdkException e) {
                if (SentOnce.isRefusal(e) || attempt == ATTEMPTS) {
                    throw doubt == null ? e : doubt;
                }
                if (!SentOnce.isUnsent(e)) {
                    if (hasRevision(item, revision, e)) {
                        return true;
                    }
                    if (!(put.condition() instanceof Condition.Revision)) {
                        throw e;
                    }
                    doubt = e;
                }
                retry.pause(attempt, e);
            }
        }
    }

    private static boolean decide(ConditionalCheckFailedException refusal, String revision, @Nullable SdkException doubt) {
        if (refusal.hasItem() && Attributes.revision(refusal.item()).equals(revision)) {
            return true;
        }
        if (doubt != null) {
            throw doubt;
        }
        return false;
    }

    private static boolean hasRevision(Supplier<Optional<Map<String, AttributeValue>>> item, String revision, SdkException doubt) {
        try {
            return item.get().map(Attributes::revision).filter(revision::equals).isPresent();
        } catch (SdkException | MetadataBusy e) {
            doubt.addSuppressed(e);
            throw doubt;
        }
    }
}
