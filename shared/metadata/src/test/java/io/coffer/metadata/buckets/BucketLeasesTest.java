package io.coffer.metadata.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketLeasesTest {

    private static final Duration LEASE = Duration.ofSeconds(1);

    private final OrderedTables tables = new MemoryTables();
    private final List<Duration> waits = new ArrayList<>();
    private final BucketStore own = store(LEASE);
    private final BucketStore other = store(LEASE);
    private long millis = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private long nanos;
    private Runnable meanwhile = () -> {};
    private Bucket bucket;

    private final class Wall extends Clock {

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private BucketStore store(Duration lease) {
        Clock clock = new Wall();
        return new BucketStore(tables, new AccountStore(tables, clock), new BucketLeases(lease, clock, () -> nanos, time -> {
            waits.add(time);
            meanwhile.run();
            pass(time);
        }), clock);
    }

    private void pass(Duration time) {
        millis += time.toMillis();
        nanos += time.toNanos();
    }

    @BeforeEach
    void create() {
        new AccountStore(tables, new Wall()).createIfAbsent("1", "one", Plan.PRO);
        bucket = own.create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private Versioning found(BucketStore buckets) {
        return buckets.findForRequest("bucket").orElseThrow().versioning();
    }

    /** A change by a process that has no leases and waits for none. */
    private void changeAtOnce() {
        store(Duration.ZERO).putVersioning(bucket, Versioning.ENABLED).orElseThrow();
    }

    @Test
    void aBucketIsReadOnceWhileItsLeaseRuns() {
        assertEquals(null, found(own));
        changeAtOnce();

        pass(LEASE.minusMillis(1));
        assertEquals(null, found(own));
        pass(Duration.ofMillis(1));
        assertEquals(Versioning.ENABLED, found(own));
    }

    @Test
    void aLeaseEndsInASandboxThatWasFrozenAndWhenTheClockIsSetBack() {
        List<Runnable> jumps = List.of(
                () -> millis += LEASE.toMillis(),
                () -> nanos += LEASE.toNanos(),
                () -> millis -= 1);
        for (Runnable jump : jumps) {
            assertTrue(own.findForRequest("bucket").isPresent());
            tables.commit(List.of(new Change.Delete(Table.BUCKETS, "bucket", Bucket.SORT, Change.Condition.NONE)));
            jump.run();
            assertTrue(own.findForRequest("bucket").isEmpty());
            bucket = own.create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        }
    }

    @Test
    void whatIsToldOfAChangeIsTrueInEveryProcess() {
        List<Supplier<?>> changes = List.of(
                () -> own.putVersioning(bucket, Versioning.ENABLED).orElseThrow(),
                () -> own.putAccessControlList(bucket, AccessList.EMPTY).orElseThrow(),
                () -> new BucketConfigurationStore(tables, own)
                        .put(bucket, BucketConfiguration.POLICY, "{}".getBytes(StandardCharsets.UTF_8)).orElseThrow());
        for (Supplier<?> change : changes) {
            found(own);
            found(other);
            meanwhile = () -> found(other);
            change.get();
            meanwhile = () -> {};

            assertEquals(own.find("bucket"), own.findForRequest("bucket"));
            assertEquals(own.find("bucket"), other.findForRequest("bucket"));
        }
        assertEquals(changes.size(), waits.size());
        waits.forEach(wait -> assertTrue(wait.compareTo(LEASE) > 0));
    }

    /** Leases that begin after the mark was taken away may still run when this process goes on. */
    @Test
    void aDeletionWhoseMarkWasTakenAwayMarksTheBucketAndWaitsAgain() {
        meanwhile = () -> {
            meanwhile = () -> {};
            pass(Duration.ofMinutes(2));
            other.stillThere(bucket).orElseThrow();
        };

        own.delete(own.find("bucket").orElseThrow()).orElseThrow();

        assertEquals(2, waits.size());
    }

    @Test
    void aDeletionThatAnotherOvertookLeavesTheNextBucketOfThatName() {
        new AccountStore(tables, new Wall()).createIfAbsent("2", "two", Plan.PRO);
        meanwhile = () -> {
            meanwhile = () -> {};
            other.delete(bucket).orElseThrow();
            other.create("bucket", "2", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        };

        assertTrue(own.delete(bucket).isRefused(Refusal.NoBucket.class));

        assertEquals("2", own.find("bucket").orElseThrow().accountId());
    }

    @Test
    void aWriteThatIsAcknowledgedUnderALeaseKeepsItsBucket() {
        found(other);
        meanwhile = () -> {
            tables.commit(List.of(new Change.Put(Table.OBJECTS, bucket.id(), "key", new byte[] {1}, Change.Condition.NONE)));
            other.stillThere(bucket).orElseThrow();
        };

        assertTrue(own.delete(own.find("bucket").orElseThrow()).isRefused(Refusal.BucketNotEmpty.class));
        assertEquals(bucket, own.find("bucket").orElseThrow());
    }

    @Test
    void aWriteWhoseLeaseHasEndedSeesThatItsBucketIsBeingDeleted() {
        found(other);
        meanwhile = () -> {
            pass(LEASE);
            assertTrue(other.stillThere(bucket).isRefused(Refusal.BucketBeingDeleted.class));
            assertTrue(other.findForRequest("bucket").orElseThrow().deleting() > 0);
            assertTrue(other.stillThere(bucket).isRefused(Refusal.BucketBeingDeleted.class));
        };

        own.delete(own.find("bucket").orElseThrow()).orElseThrow();
        assertTrue(other.findForRequest("bucket").isEmpty());
        assertEquals(1, waits.size());
    }

    @Test
    void aLeaseOnABucketIsNoneOnAnotherOfItsName() {
        own.delete(own.find("bucket").orElseThrow()).orElseThrow();
        own.create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        found(own);

        assertTrue(own.stillThere(bucket).isRefused(Refusal.NoBucket.class));
    }

    @Test
    void whereNoOtherProcessIsNothingIsRememberedAndNothingWaits() {
        BucketStore alone = store(Duration.ZERO);
        found(alone);
        alone.putVersioning(bucket, Versioning.ENABLED).orElseThrow();
        assertEquals(Versioning.ENABLED, found(alone));
        alone.delete(alone.find("bucket").orElseThrow()).orElseThrow();
        assertFalse(alone.findForRequest("bucket").isPresent());
        assertEquals(List.of(), waits);
    }
}
