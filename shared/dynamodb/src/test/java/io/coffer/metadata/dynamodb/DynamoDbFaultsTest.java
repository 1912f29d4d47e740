package io.coffer.metadata.dynamodb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import io.coffer.testkit.LocalDynamoDb;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** What DynamoDB does and DynamoDB Local never: contention, throttling and answers that get lost, injected between the two. */
class DynamoDbFaultsTest {

    private static final RuntimeException CONFLICT = TransactionConflictException.builder().message("conflict").build();
    private static final RuntimeException THROTTLED = ProvisionedThroughputExceededException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("ProvisionedThroughputExceededException").build())
            .build();

    private static LocalDynamoDb local;

    private final String partition = UUID.randomUUID().toString();
    private final Faults faults = new Faults();
    private final DynamoDbClient client = local.clientBuilder()
            .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(faults))
            .build();
    private final List<Duration> pauses = new ArrayList<>();
    private final DynamoDbTables tables = new DynamoDbTables(client, "faults-", Duration.ZERO, pauses::add);

    @BeforeAll
    static void start() {
        local = LocalDynamoDb.start();
        DynamoDbTables.createTables(local.client(), "faults-");
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    static Stream<RuntimeException> passing() {
        return Stream.of(
                CONFLICT,
                THROTTLED,
                cancelled("None", "TransactionConflict"),
                cancelled("ThrottlingError", "None"),
                cancelled("ProvisionedThroughputExceeded", "TransactionConflict"),
                TransactionInProgressException.builder().message("in progress").build());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void contentionThatPassesIsNotSeen(RuntimeException fault) {
        faults.before(fault, fault, fault);
        tables.commit(List.of(put("a", Condition.ABSENT), put("b", Condition.ABSENT)));

        assertEquals(3, pauses.size());
        assertEquals(1, faults.tokens.size(), "attempts of one commit share its token");
        assertEquals(2, tables.query(Query.first(Table.OBJECTS, partition, 10)).size());
    }

    @Test
    void readsAndSingleWritesWaitOutThrottlingToo() {
        faults.before(CONFLICT, THROTTLED);
        tables.commit(List.of(put("a", Condition.ABSENT)));
        faults.before(THROTTLED);
        Item item = tables.get(Table.OBJECTS, partition, "a").orElseThrow();
        faults.before(THROTTLED);
        assertEquals(1, tables.query(Query.first(Table.OBJECTS, partition, 10)).size());
        faults.before(THROTTLED);
        tables.commit(List.of(new Change.Check(Table.OBJECTS, partition, "a", Condition.revision(item.revision()))));
        faults.before(CONFLICT);
        tables.commit(List.of(new Change.Delete(Table.OBJECTS, partition, "a", Condition.NONE)));

        assertEquals(6, pauses.size());
        assertTrue(tables.get(Table.OBJECTS, partition, "a").isEmpty());
    }

    @Test
    void contentionThatStaysIsReportedAsBusyAfterBoundedPauses() {
        faults.before(repeated(CONFLICT));
        assertSame(CONFLICT, assertThrows(MetadataBusy.class, () -> tables.commit(List.of(put("a", Condition.ABSENT)))).getCause());

        assertEquals(Retry.ATTEMPTS - 1, pauses.size());
        Duration longest = Duration.ofSeconds(1);
        assertTrue(pauses.stream().allMatch(pause -> !pause.isNegative() && pause.compareTo(longest) <= 0), pauses.toString());
        assertTrue(tables.get(Table.OBJECTS, partition, "a").isEmpty());
    }

    @Test
    void aTransactionThatMayYetBeAppliedIsNotCalledBusy() {
        RuntimeException inProgress = TransactionInProgressException.builder().message("in progress").build();
        faults.before(repeated(inProgress));

        assertThrows(TransactionInProgressException.class,
                () -> tables.commit(List.of(put("a", Condition.NONE), put("b", Condition.NONE))));
    }

    @Test
    void aFailedConditionIsReportedAtOnceAlthoughOtherItemsWereContended() {
        faults.before(cancelled("TransactionConflict", "ConditionalCheckFailed"));
        List<Change> changes = List.of(
                put("a", Condition.ABSENT), new Change.Check(Table.OBJECTS, partition, "x", Condition.NONE), put("b", Condition.ABSENT));

        assertEquals(Set.of(2), assertThrows(CommitConflict.class, () -> tables.commit(changes)).failed());
        assertEquals(List.of(), pauses);
    }

    @Test
    void aTransactionRefusedForAnotherReasonIsThrownAsItIs() {
        RuntimeException invalid = cancelled("ValidationError", "TransactionConflict");
        faults.before(invalid);

        assertSame(invalid, assertThrows(TransactionCanceledException.class,
                () -> tables.commit(List.of(put("a", Condition.NONE), put("b", Condition.NONE)))));
    }

    @Test
    void aWriteWhoseAnswerWasLostSucceedsOnce() {
        faults.loseAnswer();
        tables.commit(List.of(put("a", Condition.ABSENT)));
        String revision = tables.get(Table.OBJECTS, partition, "a").orElseThrow().revision();

        faults.loseAnswer();
        tables.commit(List.of(put("a", Condition.revision(revision))));
        String second = tables.get(Table.OBJECTS, partition, "a").orElseThrow().revision();

        faults.loseAnswer();
        tables.commit(List.of(put("a", Condition.revision(second)), put("b", Condition.ABSENT)));
        String third = tables.get(Table.OBJECTS, partition, "a").orElseThrow().revision();

        faults.loseAnswer();
        tables.commit(List.of(new Change.Delete(Table.OBJECTS, partition, "a", Condition.revision(third))));
        assertTrue(tables.get(Table.OBJECTS, partition, "a").isEmpty());
        assertEquals(4, faults.lost);
        assertEquals(3, Set.of(revision, second, third).size());
    }

    @Test
    void aReplacementWhoseAnswerWasLostIsFoundToBeMade() {
        faults.loseAnswer();
        assertEquals(new Replaced(true, Optional.empty()), tables.replace(lone("1")));
        faults.loseAnswer();
        assertTrue(tables.replace(lone("2")).done());
        assertEquals("2", text());

        faults.loseAnswer();
        assertTrue(tables.replace(new Change.Delete(Table.OBJECTS, partition, "a", Condition.NONE)).done());
        assertTrue(tables.get(Table.OBJECTS, partition, "a").isEmpty());
        assertEquals(3, faults.lost);
    }

    @Test
    void aReplacementIsNeverMadeAgainOverWhatAnotherWroteSince() {
        for (Change change : List.of(lone("1"), new Change.Delete(Table.OBJECTS, partition, "a", Condition.NONE))) {
            faults.loseAnswer(() -> new DynamoDbTables(local.client(), "faults-").replace(lone("another's")));

            assertThrows(RetryableException.class, () -> tables.replace(change));
            assertEquals("another's", text());
        }
    }

    @Test
    void aReplacementWaitsOutThrottling() {
        faults.before(CONFLICT, THROTTLED);
        assertTrue(tables.replace(lone("1")).done());

        assertEquals(2, pauses.size());
        assertEquals("1", text());
    }

    private Change lone(String text) {
        return new Change.Put(Table.OBJECTS, partition, "a", text.getBytes(StandardCharsets.UTF_8), new byte[1], true, Condition.NONE);
    }

    private String text() {
        return new String(tables.get(Table.OBJECTS, partition, "a").orElseThrow().value(), StandardCharsets.UTF_8);
    }

    /** The store's state between a write whose answer was lost and whatever its writer does next. */
    private void loseAnswerWhile(Change... others) {
        faults.loseAnswer(() -> new DynamoDbTables(local.client(), "faults-").commit(List.of(others)));
    }

    private String revision(String sort) {
        return tables.get(Table.OBJECTS, partition, sort).map(Item::revision).orElse("none");
    }

    @ParameterizedTest
    @MethodSource("withoutRevision")
    void aPutWhoseAnswerWasLostDoesNotBringBackWhatAnotherRemovedMeanwhile(Condition condition) {
        loseAnswerWhile(new Change.Delete(Table.OBJECTS, partition, "a", Condition.NONE));

        assertThrows(SdkException.class, () -> tables.commit(List.of(put("a", condition))));
        assertTrue(tables.get(Table.OBJECTS, partition, "a").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("withoutRevision")
    void aPutWhoseAnswerWasLostNeitherReplacesWhatAnotherWroteMeanwhileNorIsCalledRefused(Condition condition) {
        loseAnswerWhile(new Change.Put(Table.OBJECTS, partition, "a", new byte[] {2}, Condition.NONE));

        assertThrows(SdkException.class, () -> tables.commit(List.of(put("a", condition))));
        assertArrayEquals(new byte[] {2}, tables.get(Table.OBJECTS, partition, "a").orElseThrow().value());
    }

    static Stream<Condition> withoutRevision() {
        return Stream.of(Condition.ABSENT, Condition.NONE);
    }

    @Test
    void aReplacementWhoseAnswerWasLostIsNotCalledRefusedIfAnotherReplacedItMeanwhile() {
        tables.commit(List.of(put("a", Condition.ABSENT)));
        Change replacement = put("a", Condition.revision(revision("a")));
        loseAnswerWhile(new Change.Put(Table.OBJECTS, partition, "a", new byte[] {2}, Condition.NONE));

        assertThrows(SdkException.class, () -> tables.commit(List.of(replacement)));
        assertArrayEquals(new byte[] {2}, tables.get(Table.OBJECTS, partition, "a").orElseThrow().value());
    }

    @Test
    void aReplacementThatDidNotArriveIsSentAgain() {
        tables.commit(List.of(put("a", Condition.ABSENT)));
        String first = revision("a");
        faults.before(RetryableException.create("the connection was reset"));
        tables.commit(List.of(put("a", Condition.revision(first))));

        assertNotEquals(first, revision("a"));
    }

    @Test
    void aPutIsSentAgainIfNoConnectionWasMade() {
        faults.before(SdkClientException.create("Connect to dynamodb failed", new ConnectException("Connection refused")));
        tables.commit(List.of(put("a", Condition.ABSENT)));

        assertNotEquals("none", revision("a"));
    }

    @Test
    void aPutThatMayHaveBeenAppliedIsNotCalledBusy() {
        tables.commit(List.of(put("a", Condition.ABSENT)));
        Change replacement = put("a", Condition.revision(revision("a")));
        faults.before(RetryableException.create("the connection was reset"));
        faults.afterTheNextRead(repeated(CONFLICT));

        assertThrows(SdkClientException.class, () -> tables.commit(List.of(replacement)));
    }

    private Change put(String sort, Condition condition) {
        return new Change.Put(Table.OBJECTS, partition, sort, new byte[] {1}, condition);
    }

    private static RuntimeException[] repeated(RuntimeException fault) {
        RuntimeException[] faults = new RuntimeException[Retry.ATTEMPTS];
        Arrays.fill(faults, fault);
        return faults;
    }

    private static RuntimeException cancelled(String... codes) {
        return TransactionCanceledException.builder()
                .message("cancelled")
                .cancellationReasons(Stream.of(codes).map(code -> CancellationReason.builder().code(code).build()).toList())
                .build();
    }

    private static final class Faults implements ExecutionInterceptor {

        private final List<RuntimeException> before = new ArrayList<>();
        private final Set<String> tokens = new HashSet<>();
        private final List<RuntimeException> afterRead = new ArrayList<>();
        private Runnable loseNext;
        private int lost;

        void before(RuntimeException... faults) {
            before.addAll(List.of(faults));
        }

        void afterTheNextRead(RuntimeException... faults) {
            afterRead.addAll(List.of(faults));
        }

        /** The next request arrives, its answer does not. */
        void loseAnswer() {
            loseAnswer(() -> { });
        }

        /** As {@link #loseAnswer()}. Something else happens before its sender hears of it. */
        void loseAnswer(Runnable meanwhile) {
            loseNext = meanwhile;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest request) {
                tokens.add(request.clientRequestToken());
            }
            if (!before.isEmpty()) {
                throw before.remove(0);
            }
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof GetItemRequest) {
                before.addAll(afterRead);
                afterRead.clear();
            }
            if (loseNext != null) {
                Runnable meanwhile = loseNext;
                loseNext = null;
                lost++;
                meanwhile.run();
                throw RetryableException.create("the answer was lost");
            }
        }
    }
}
