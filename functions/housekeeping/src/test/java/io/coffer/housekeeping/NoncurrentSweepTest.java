package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.objects.ExpiryStore.Noncurrent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which noncurrent versions and delete markers lifecycle rules remove, and which they leave. */
class NoncurrentSweepTest extends SweptBucketTest {

    @Test
    void noncurrentVersionsGoSomeDaysAfterTheyWereSucceeded() {
        keepVersions(Versioning.ENABLED);
        rules(under("", ONE_NONCURRENT_DAY));
        put("key", START);
        put("key", START.plus(Duration.ofDays(10)));
        put("key", START.plus(Duration.ofDays(20)));
        put("other", START);

        assertEquals(1, sweepAt(START.plus(Duration.ofDays(21))));
        assertEquals(List.of(START.plus(Duration.ofDays(10)).toString()), beside("key"));
        assertEquals(1, sweepAt(START.plus(Duration.ofDays(22))));
        assertEquals(List.of(), beside("key"));
        assertEquals(List.of("key", "other"), keys());
    }

    @Test
    void someNewerNoncurrentVersionsAreKept() {
        keepVersions(Versioning.ENABLED);
        rules("<Filter/><NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions>"
                + "</NoncurrentVersionExpiration>");
        for (int i = 0; i < 6; i++) {
            put("key", START.plusSeconds(i));
            put("hidden", START.plusSeconds(i));
        }
        delete("hidden");

        sweepAt(START.plus(Duration.ofDays(9)));
        assertEquals(List.of(START.plusSeconds(4).toString(), START.plusSeconds(3).toString()), beside("key"));
        assertEquals(List.of("(" + START.plusSeconds(5) + ")", START.plusSeconds(5).toString(), START.plusSeconds(4).toString()),
                beside("hidden"));
    }

    @Test
    void pagesOfVersionsGo() {
        keepVersions(Versioning.ENABLED);
        rules("<Filter/><NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>1</NewerNoncurrentVersions>"
                + "</NoncurrentVersionExpiration>");
        for (int i = 0; i < 1_203; i++) {
            put("key", START.plusSeconds(i));
        }

        assertEquals(1_201, sweepAt(START.plus(Duration.ofDays(9))));
        assertEquals(List.of(START.plusSeconds(1_201).toString()), beside("key"));
    }

    @Test
    void aNoncurrentVersionIsJudgedByItsOwnTags() {
        keepVersions(Versioning.ENABLED);
        rules("<Filter><Tag><Key>a</Key><Value>1</Value></Tag></Filter>" + ONE_NONCURRENT_DAY);
        put(bucket, "key", 1, Map.of("a", "1"));
        put(bucket, "key", 1, Map.of("a", "2"));
        put(bucket, "key", 1, Map.of("a", "1"));

        assertEquals(1, sweepAt(START.plus(Duration.ofDays(9))));
        assertEquals(Map.of("a", "2"), listing.noncurrent(bucket, "key", 9).get(0).tags());
    }

    @Test
    void aVersionThatIsCurrentAgainStays() {
        keepVersions(Versioning.ENABLED);
        ObjectRecord old = put("key");
        ObjectRecord newer = put("key");
        Noncurrent judged = expiry.history(bucket, "key", 9).orElseThrow().versions().get(0);
        assertEquals(old.versionId(), judged.version().versionId());

        objects.delete(bucket, "key", newer.versionId(), ObjectCondition.NONE).orElseThrow();
        assertFalse(expiry.removeNoncurrent(bucket, "key", judged));
        assertEquals(old.versionId(), objects.find(bucket, "key").orElseThrow().versionId());
    }

    @Test
    void aMarkerThatHidesItsKeyIsNoNoncurrentVersion() {
        keepVersions(Versioning.ENABLED);
        put("key");
        delete("key");
        ObjectRecord newest = put("key");
        Noncurrent marker = expiry.history(bucket, "key", 9).orElseThrow().versions().get(0);
        assertTrue(marker.version().isDeleteMarker());

        objects.delete(bucket, "key", newest.versionId(), ObjectCondition.NONE).orElseThrow();
        assertFalse(expiry.removeNoncurrent(bucket, "key", marker), "the version below would be seen again");
        assertEquals(List.of(), keys());
        assertFalse(expiry.removeLoneMarker(bucket, "key", marker), "it is not alone");
    }

    @Test
    void deleteMarkersGoOnceNoVersionIsLeftUnderThem() {
        keepVersions(Versioning.ENABLED);
        rules(under("a/", LONE_MARKERS), under("aged/", ONE_DAY));
        Stream.of("a/alone", "b/alone", "aged/alone").forEach(this::delete);
        Stream.of("a/over", "aged/over").forEach(key -> {
            put(key);
            delete(key);
        });

        assertEquals(1, sweepAt(START));
        assertEquals(1, sweepAt(DAY_1));
        assertEquals(List.of(), beside("a/alone"));
        assertEquals(List.of(), beside("aged/alone"));
        assertEquals(1, beside("b/alone").size());
        assertEquals(2, beside("a/over").size());
        assertEquals(2, beside("aged/over").size());
    }

    @Test
    void versionsAndTheMarkerAboveThemGoInOneSweep() {
        keepVersions(Versioning.ENABLED);
        rules(under("", LONE_MARKERS + ONE_NONCURRENT_DAY));
        put("key");
        put("key");
        delete("key");

        assertEquals(3, sweepAt(DAY_1));
        assertEquals(List.of(), beside("key"));
        buckets.delete(buckets.find("bucket").orElseThrow()).orElseThrow();
    }
}
