package io.coffer.metadata.dynamodb;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Limits;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Ordered tables in DynamoDB, read consistently. A commit of one put is a {@linkplain SinglePut PutItem}, which costs half of a
 * transaction; a {@link Replacement} is one call, too. Everything else under conditions is a transaction with a client request token, which
 * DynamoDB applies once however often it arrives.
 */
public final class DynamoDbTables implements OrderedTables {

    /** What every process goes by that is told nothing else. */
    public static final Duration BUCKET_LEASE = Duration.ofSeconds(1);

    private static final int REVISION_BYTES = 12;

    private final DynamoDbClient client;
    private final String tablePrefix;
    private final Duration bucketLease;
    private final Retry retry;
    private final Replacement replacement;
    private final SinglePut singlePut;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param client stays the caller's, who closes it
     * @param tablePrefix what the tables' names begin with, before {@link Table#suffix}
     */
    public DynamoDbTables(DynamoDbClient client, String tablePrefix) {
        this(client, tablePrefix, BUCKET_LEASE);
    }

    /** @param bucketLease the same in every process */
    public DynamoDbTables(DynamoDbClient client, String tablePrefix, Duration bucketLease) {
        this(client, tablePrefix, bucketLease, pause -> Thread.sleep(pause.toMillis()));
    }

    DynamoDbTables(DynamoDbClient client, String tablePrefix, Duration bucketLease, Retry.Pause pause) {
        this.bucketLease = bucketLease;
        this.client = client;
        this.tablePrefix = tablePrefix;
        this.retry = new Retry(pause);
        this.replacement = new Replacement(client, retry);
        this.singlePut = new SinglePut(client, retry);
    }

    /** Makes the tables that are missing, billed on demand, and returns when all are active. */
    public static void createTables(DynamoDbClient client, String tablePrefix) {
        TableCreation.run(client, tablePrefix);
    }

    @Override
    public Optional<Item> get(Table table, String partition, String sort) {
        Limits.partition(partition);
        Limits.sort(sort);
        return read(table, partition, sort).map(Attributes::item);
    }

    @Override
    public List<Item> query(Query query) {
        Limits.check(query);
        var range = new SortRange(query);
        List<Item> items = new ArrayList<>();
        if (range.isEmpty()) {
            return items;
        }
        var request = QueryRequest.builder()
                .tableName(name(query.table()))
                .consistentRead(true)
                .scanIndexForward(!query.descending())
                .keyConditionExpression(range.expression())
                .projectionExpression(Attributes.WITHOUT_DATA)
                .expressionAttributeValues(range.values());
        boolean more = true;
        while (more && items.size() < query.limit()) {
            QueryRequest page = request.limit(query.limit() - items.size() + range.surplus()).build();
            QueryResponse answer = retry.call(() -> client.query(page));
            answer.items().stream()
                    .map(Attributes::item)
                    .filter(item -> range.contains(item.sort()))
                    .limit(query.limit() - items.size())
                    .forEach(items::add);
            more = answer.hasLastEvaluatedKey();
            request.exclusiveStartKey(answer.lastEvaluatedKey());
        }
        return items;
    }

    @Override
    public List<String> commit(List<Change> changes) {
        Limits.check(changes);
        int[] effective = IntStream.range(0, changes.size()).filter(index -> hasEffect(changes.get(index))).toArray();
        if (effective.length == 0) {
            return List.of();
        }
        int only = effective[0];
        if (effective.length > 1) {
            return transact(changes, effective);
        }
        if (changes.get(only) instanceof Change.Put put) {
            return List.of(put(put, only));
        }
        if (changes.get(only) instanceof Change.Check check) {
            check(check, only);
        } else if (changes.get(only).condition() instanceof Condition.None) {
            delete(changes.get(only));
        } else {
            // A DeleteItem sent again could not tell its own success from another's delete.
            transact(changes, effective);
        }
        return List.of();
    }

    @Override
    public Replaced replace(Change change) {
        Limits.checkReplacement(change);
        return replacement.make(name(change.table()), change, newRevision());
    }

    private static boolean hasEffect(Change change) {
        return !(change instanceof Change.Check && change.condition() instanceof Condition.None);
    }

    /** @return the item's new revision */
    private String put(Change.Put put, int index) {
        String revision = newRevision();
        if (!singlePut.send(put, name(put.table()), revision, () -> read(put.table(), put.partition(), put.sort()))) {
            throw new CommitConflict(Set.of(index));
        }
        return revision;
    }

    /** May be sent again after it was applied: what is removed without a condition is removed whoever wrote it. */
    private void delete(Change change) {
        DeleteItemRequest request =
                DeleteItemRequest.builder().tableName(name(change.table())).key(Attributes.key(change)).build();
        retry.call(() -> client.deleteItem(request));
    }

    private void check(Change.Check check, int index) {
        Optional<String> found = read(check.table(), check.partition(), check.sort()).map(Attributes::revision);
        boolean met = check.condition() instanceof Condition.Revision expected
                ? found.filter(expected.revision()::equals).isPresent()
                : found.isEmpty();
        if (!met) {
            throw new CommitConflict(Set.of(index));
        }
    }

    /** @return the new revisions of what was put */
    private List<String> transact(List<Change> changes, int[] effective) {
        List<String> revisions = new ArrayList<>();
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .clientRequestToken(newRevision())
                .transactItems(IntStream.of(effective).mapToObj(index -> write(changes.get(index), revisions)).toList())
                .build();
        try {
            retry.call(() -> client.transactWriteItems(request));
        } catch (TransactionCanceledException e) {
            Set<Integer> failed = new TreeSet<>();
            for (int i = 0; i < e.cancellationReasons().size(); i++) {
                if ("ConditionalCheckFailed".equals(e.cancellationReasons().get(i).code())) {
                    failed.add(effective[i]);
                }
            }
            if (failed.isEmpty()) {
                throw e;
            }
            throw new CommitConflict(failed);
        }
        return revisions;
    }

    /** @param revisions told that of what is put */
    private TransactWriteItem write(Change change, List<String> revisions) {
        String table = name(change.table());
        String expression = Attributes.expression(change.condition());
        Map<String, AttributeValue> values = Attributes.values(change.condition());
        var write = TransactWriteItem.builder();
        if (change instanceof Change.Put put) {
            String revision = newRevision();
            revisions.add(revision);
            Map<String, AttributeValue> item = Attributes.item(put, revision);
            write.put(p -> p.tableName(table).item(item).conditionExpression(expression).expressionAttributeValues(values));
        } else if (change instanceof Change.Delete) {
            write.delete(d -> d.tableName(table)
                    .key(Attributes.key(change)).conditionExpression(expression).expressionAttributeValues(values));
        } else {
            write.conditionCheck(c -> c.tableName(table)
                    .key(Attributes.key(change)).conditionExpression(expression).expressionAttributeValues(values));
        }
        return write.build();
    }

    @Override
    public Duration bucketLease() {
        return bucketLease;
    }

    @Override
    public void probe() {
        read(Table.ACCOUNTS, "probe", "probe");
    }

    /** Closes nothing: the client is the caller's. */
    @Override
    public void close() {}

    private Optional<Map<String, AttributeValue>> read(Table table, String partition, String sort) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(name(table))
                .key(Attributes.key(partition, sort))
                .consistentRead(true)
                .build();
        var answer = retry.call(() -> client.getItem(request));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }

    private String name(Table table) {
        return tablePrefix + table.suffix();
    }

    private String newRevision() {
        byte[] bytes = new byte[REVISION_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
