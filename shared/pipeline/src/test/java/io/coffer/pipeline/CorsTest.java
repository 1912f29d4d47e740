package io.coffer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Plan;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Address;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cross-origin requests cost; what they are answered is looked at through clients. */
class CorsTest {

    private static final S3Address ADDRESS = new S3Address("bucket", "key", false);

    private CountingTables tables;
    private BucketStore buckets;
    private BucketConfigurationStore configurations;
    private Cors cors;

    @BeforeEach
    void open() {
        tables = new CountingTables(new MemoryTables());
        AccountStore accounts = new AccountStore(tables, Clock.systemUTC());
        buckets = new BucketStore(tables, accounts, Clock.systemUTC());
        configurations = new BucketConfigurationStore(tables, buckets);
        cors = new Cors(configurations);
        accounts.createIfAbsent("account", "account", Plan.PRO);
        buckets.create("bucket", "account", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private void putRules() {
        Bucket bucket = buckets.find("bucket").orElseThrow();
        configurations.put(bucket, BucketConfiguration.CORS, ("<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod>"
                + "<AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>").getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static S3Request request(String method, S3Headers headers) {
        return new S3Request(method, "/bucket/key", null, headers, new QueryParameters(null), InputStream.nullInputStream(), false, "::1");
    }

    private List<Table> readsOfPreflight() {
        S3Headers headers = new S3Headers().set("Origin", "https://app.example").set("Access-Control-Request-Method", "GET");
        tables.reads.clear();
        assertEquals(200, cors.preflight(request("OPTIONS", headers), ADDRESS, new RequestedBucket(buckets, ADDRESS)).status());
        return List.copyOf(tables.reads);
    }

    @Test
    void aPreflightReadsTheBucketAndOnceItsRules() {
        putRules();

        assertEquals(List.of(Table.BUCKETS, Table.BUCKET_CONFIGURATIONS), readsOfPreflight());
        assertEquals(List.of(Table.BUCKETS), readsOfPreflight());
        putRules();
        assertEquals(List.of(Table.BUCKETS, Table.BUCKET_CONFIGURATIONS), readsOfPreflight());
    }

    @Test
    void otherRequestsShareTheReadOfTheBucketAndCostNothingWithoutAnOrigin() {
        putRules();
        readsOfPreflight();
        tables.reads.clear();
        RequestedBucket requested = new RequestedBucket(buckets, ADDRESS);
        S3Headers answer = new S3Headers();

        cors.allow(request("GET", new S3Headers()), requested, answer);
        assertTrue(tables.reads.isEmpty());
        assertFalse(answer.has("Vary"));
        cors.allow(request("GET", new S3Headers().set("Origin", "https://app.example")), requested, answer);
        assertEquals("*", answer.get("Access-Control-Allow-Origin"));
        assertTrue(requested.find().isPresent());
        assertEquals(List.of(Table.BUCKETS), tables.reads);
    }

    @Test
    void namesThatNoBucketHasAreNotLookedUp() {
        tables.reads.clear();
        assertTrue(new RequestedBucket(buckets, new S3Address("", null, false)).find().isEmpty());
        assertTrue(new RequestedBucket(buckets, new S3Address("No_Bucket", "key", false)).find().isEmpty());
        assertTrue(new RequestedBucket(buckets, new S3Address(null, null, false)).find().isEmpty());
        assertEquals(List.of(), tables.reads);
    }

    /** Tables that remember what was read. */
    private static final class CountingTables implements OrderedTables {

        private final OrderedTables tables;
        private final List<Table> reads = new ArrayList<>();

        CountingTables(OrderedTables tables) {
            this.tables = tables;
        }

        @Override
        public Optional<Item> get(Table table, String partition, String sort) {
            reads.add(table);
            return tables.get(table, partition, sort);
        }

        @Override
        public List<Item> query(Query query) {
            reads.add(query.table());
            return tables.query(query);
        }

        @Override
        public List<String> commit(List<Change> changes) {
            return tables.commit(changes);
        }

        @Override
        public Replaced replace(Change change) {
            return tables.replace(change);
        }

        @Override
        public void probe() {
            tables.probe();
        }

        @Override
        public void close() {
            tables.close();
        }
    }
}
