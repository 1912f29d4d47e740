package io.coffer.metadata.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A bucket that holds something at every moment is not deleted, although what it holds goes from one table to another while the deletion
 * looks: an upload is completed, a delete marker hides an object, a delete marker is removed.
 */
class NeverEmptyBucketTest {

    private static final byte[] ANYTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final Moving tables = new Moving();
    private final Stores stores = Stores.over(tables, Clock.systemUTC());

    /** Does something just before one of the queries that look whether a bucket is empty. */
    private static final class Moving implements OrderedTables {

        private final OrderedTables memory = new MemoryTables();
        private int queriesUntilMove;
        private Runnable move = () -> {};

        @Override
        public Optional<Item> get(Table table, String partition, String sort) {
            return memory.get(table, partition, sort);
        }

        @Override
        public List<Item> query(Query query) {
            if (queriesUntilMove-- == 0) {
                move.run();
            }
            return memory.query(query);
        }

        @Override
        public List<String> commit(List<Change> changes) {
            return memory.commit(changes);
        }

        @Override
        public Replaced replace(Change change) {
            return memory.replace(change);
        }

        @Override
        public void probe() {
            memory.probe();
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    static Stream<Arguments> moves() {
        return IntStream.range(0, 5).boxed().flatMap(query -> Stream.of(
                Arguments.of(query, Table.UPLOAD_KEYS, Table.OBJECTS),
                Arguments.of(query, Table.OBJECTS, Table.VERSION_KEYS),
                Arguments.of(query, Table.VERSION_KEYS, Table.OBJECTS)));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void aBucketWhoseOnlyObjectMovesIsNotDeleted(int query, Table from, Table to) {
        stores.accounts().create("1", "one", Plan.PRO);
        Bucket bucket = stores.buckets().create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        tables.commit(List.of(new Change.Put(from, bucket.id(), "key", ANYTHING, Condition.NONE)));
        tables.move = () -> tables.commit(List.of(
                new Change.Delete(from, bucket.id(), "key", Condition.NONE),
                new Change.Put(to, bucket.id(), "key", ANYTHING, Condition.NONE)));
        tables.queriesUntilMove = query;

        assertTrue(stores.buckets().delete(stores.buckets().find("bucket").orElseThrow()).isRefused(Refusal.BucketNotEmpty.class));
        assertEquals(bucket.id(), stores.buckets().find("bucket").orElseThrow().id());
    }
}
