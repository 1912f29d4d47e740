package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which current objects lifecycle rules expire, and which they leave. */
class ExpirationSweepTest extends SweptBucketTest {

    @Test
    void anObjectExpiresAtTheMidnightAfterItsDays() {
        rules(under("", ONE_DAY));
        put("key");

        assertEquals(0, sweepAt(DAY_1.minusMillis(1)));
        assertEquals(List.of("key"), keys());
        assertEquals(1, sweepAt(DAY_1));
        assertEquals(List.of(), keys());
    }

    @Test
    void aRecordThatCannotBeReadKeepsNoOtherObject() {
        rules(under("", ONE_DAY));
        put("a");
        put("c");
        tables.commit(List.of(new Change.Put(Table.OBJECTS, bucket.id(), "b", new byte[] {'{'}, Condition.NONE)));

        assertEquals(2, sweepAt(DAY_1));
        assertEquals(List.of("b"), tables.query(Query.first(Table.OBJECTS, bucket.id(), 10)).stream().map(Item::sort).toList());
        assertEquals(0, sweep.run());
    }

    @Test
    void onlyWhatTheFiltersMatchExpires() {
        rules("<Filter><And><Prefix>logs/</Prefix><Tag><Key>keep</Key><Value>no</Value></Tag></And></Filter>" + ONE_DAY,
                "<Filter><And><Prefix>big/</Prefix><ObjectSizeGreaterThan>10</ObjectSizeGreaterThan></And></Filter>" + ONE_DAY,
                under("late/", "<Expiration><Days>9</Days></Expiration>"),
                under("dated/", "<Expiration><Date>2020-01-01T00:00:00Z</Date></Expiration>"));
        put(bucket, "logs/a", 1, Map.of("keep", "no", "other", "1"));
        put(bucket, "logs/b", 1, Map.of("keep", "yes"));
        put(bucket, "big/a", 11, Map.of());
        put(bucket, "big/b", 10, Map.of());
        Stream.of("late/a", "dated/a", "elsewhere", "log", "logs0").forEach(this::put);

        assertEquals(3, sweepAt(DAY_1));
        assertEquals(List.of("big/b", "elsewhere", "late/a", "log", "logs/b", "logs0"), keys());
    }

    @Test
    void disabledRulesAndRulesThatWereTakenAwayRemoveNothing() {
        put("key");
        rules(under("", ONE_DAY));
        configurations.delete(bucket, BucketConfiguration.LIFECYCLE, List.of(LifecycleIndex.leave("bucket"))).orElseThrow();
        assertEquals(0, sweepAt(DAY_1));

        configure(bucket, List.of("<Status>Disabled</Status>" + under("", ONE_DAY)));
        assertEquals(0, sweepAt(DAY_1));
        assertEquals(List.of("key"), keys());
    }

    @Test
    void pagesOfObjectsExpire() {
        rules(under("a/", ONE_DAY));
        for (int i = 0; i < 1_100; i++) {
            put("a/" + i);
        }
        put("b");

        assertEquals(1_100, sweepAt(DAY_1));
        assertEquals(List.of("b"), keys());
    }

    @Test
    void anObjectThatChangedAfterItWasJudgedStays() {
        for (Versioning versioning : new Versioning[] {null, Versioning.ENABLED}) {
            if (versioning != null) {
                keepVersions(versioning);
            }
            ObjectRecord judged = put("key");
            put("key");
            assertFalse(expiry.expire(bucket, "key", judged), "an overwritten one");

            ObjectRecord untagged = objects.find(bucket, "key").orElseThrow();
            objects.replaceRecord(bucket, "key", untagged, untagged.withTags(Map.of("a", "1")), ALWAYS).orElseThrow();
            assertFalse(expiry.expire(bucket, "key", untagged), "a tagged one");

            assertEquals(List.of("key"), keys());
            assertTrue(expiry.expire(bucket, "key", objects.find(bucket, "key").orElseThrow()));
            assertFalse(expiry.expire(bucket, "key", untagged), "one that is gone");
        }
    }

    @Test
    void whereVersionsAreKeptByNowNothingIsRemovedForGood() {
        ObjectRecord before = put("before");
        Bucket stale = bucket;
        keepVersions(Versioning.ENABLED);
        ObjectRecord since = put("since");

        assertFalse(expiry.expire(stale, "since", since));
        assertTrue(expiry.expire(bucket, "before", before));
        assertEquals(2, beside("before").size());
    }

    @Test
    void expiryHidesAnObjectBehindADeleteMarkerWhereVersionsAreKept() {
        keepVersions(Versioning.ENABLED);
        rules(under("", ONE_DAY));
        put("key");

        assertEquals(1, sweepAt(DAY_1));
        assertEquals(List.of(), keys());
        assertEquals(List.of("(" + DAY_1 + ")", START.toString()), beside("key"));
        assertEquals(0, sweepAt(DAY_1.plus(Duration.ofDays(9))), "a delete marker over a version stays");
    }

    @Test
    void expiryReplacesTheNullVersionWhereVersioningIsSuspended() {
        keepVersions(Versioning.SUSPENDED);
        rules(under("", ONE_DAY));
        put("key");

        assertEquals(1, sweepAt(DAY_1));
        assertEquals(List.of("(" + DAY_1 + ")"), beside("key"));
    }
}
