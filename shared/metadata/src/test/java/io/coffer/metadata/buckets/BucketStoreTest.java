package io.coffer.metadata.buckets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketStoreTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private OrderedTables tables;
    private AccountStore accounts;
    private BucketStore buckets;

    @BeforeEach
    void open() {
        tables = new MemoryTables();
        accounts = new AccountStore(tables, NOW);
        buckets = new BucketStore(tables, accounts, NOW);
        accounts.createIfAbsent("free", "free", Plan.FREE);
        accounts.createIfAbsent("pro", "pro", Plan.PRO);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private static void assertRefused(Refusal refusal, Outcome<Bucket> outcome) {
        assertEquals(Optional.of(refusal), outcome.refusal());
    }

    private Bucket create(String name, String account) {
        return asked(name, account).orElseThrow();
    }

    private Outcome<Bucket> asked(String name, String account) {
        return buckets.create(name, account, "us-east-1", owner -> AccessList.EMPTY, Map.of());
    }

    @Test
    void namesAreUniqueAcrossAccounts() {
        create("name", "pro");

        assertRefused(new Refusal.BucketNameTaken("name"), asked("name", "free"));
    }

    @Test
    void makingABucketAgainGivesTheOneThereIs() {
        assertEquals(create("name", "pro"), create("name", "pro"));
        assertEquals(1, accounts.find("pro").orElseThrow().buckets());
    }

    @Test
    void aPlanBoundsTheBucketsOfAnAccount() {
        create("first", "free");

        assertRefused(new Refusal.TooManyBuckets(), asked("second", "free"));

        buckets.delete(buckets.find("first").orElseThrow()).orElseThrow();
        create("second", "free");
        assertEquals(List.of("second"), buckets.list("free", "", null, 10).stream().map(Bucket::name).toList());
    }

    @Test
    void aBucketMadeAgainIsAnother() {
        Bucket before = create("name", "pro");
        buckets.delete(buckets.find("name").orElseThrow()).orElseThrow();
        Bucket after = create("name", "pro");

        assertRefused(new Refusal.NoBucket("name"), buckets.stillThere(before));
        buckets.stillThere(after).orElseThrow();
    }

    @Test
    void aWriteThatMeetsADeletionIsNotAcknowledged() {
        Bucket bucket = create("name", "pro");
        mark(bucket, NOW.millis());

        assertRefused(new Refusal.BucketBeingDeleted(), buckets.stillThere(bucket));
    }

    @Test
    void aDeletionThatDiedIsForgottenByTheNextWrite() {
        Bucket bucket = create("name", "pro");
        mark(bucket, NOW.millis() - Duration.ofMinutes(2).toMillis());

        buckets.stillThere(bucket).orElseThrow();

        assertNull(buckets.find("name").orElseThrow().deleting());
    }

    @Test
    void aDeletionThatDiedCanBeRepeated() {
        mark(create("name", "pro"), NOW.millis());

        buckets.delete(buckets.find("name").orElseThrow()).orElseThrow();

        assertTrue(buckets.find("name").isEmpty());
    }

    @Test
    void aBucketWithObjectsOrUploadsStays() {
        Bucket bucket = create("name", "pro");
        for (Table table : List.of(Table.OBJECTS, Table.UPLOAD_KEYS)) {
            tables.commit(List.of(new Change.Put(table, bucket.id(), "key", new byte[0], Condition.NONE)));

            assertRefused(new Refusal.BucketNotEmpty("name"), buckets.delete(buckets.find("name").orElseThrow()));
            buckets.stillThere(bucket).orElseThrow();

            tables.commit(List.of(new Change.Delete(table, bucket.id(), "key", Condition.NONE)));
        }
        buckets.delete(buckets.find("name").orElseThrow()).orElseThrow();
    }

    /** What a process that began a deletion leaves. */
    private void mark(Bucket bucket, long since) {
        tables.commit(List.of(new Change.Put(
                Table.BUCKETS, bucket.name(), "bucket", Records.write(bucket.withDeleting(since)), Condition.NONE)));
    }

    @Test
    void aBucketIsMadeWithItsDocumentsOrNotAtAll() {
        Bucket bucket = buckets.create("bucket", "pro", "us-east-1", owner -> AccessList.EMPTY,
                Map.of(BucketConfiguration.TAGGING, new byte[] {1})).orElseThrow();
        BucketConfigurationStore configurations = new BucketConfigurationStore(tables, buckets);
        assertArrayEquals(new byte[] {1}, configurations.find(bucket, BucketConfiguration.TAGGING).orElseThrow());
        buckets.delete(buckets.find("bucket").orElseThrow()).orElseThrow();
        assertTrue(tables.get(Table.BUCKET_CONFIGURATIONS, bucket.id(), BucketConfiguration.TAGGING.name()).isEmpty());
    }
}
