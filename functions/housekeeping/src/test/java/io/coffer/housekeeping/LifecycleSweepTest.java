package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumType;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.lifecycle.LifecycleRules;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Upload;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.pipeline.Lifecycles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which buckets are swept and when, how sweeps that were broken off go on, and which uploads they abort. */
class LifecycleSweepTest extends SweptBucketTest {

    @Test
    void oldUploadsAreAborted() {
        rules(under("a/", "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>"));
        begin("a/key");
        begin("a/key");
        begin("b/key");
        clock.now = DAY_1.minusSeconds(1);
        begin("a/key");

        assertEquals(2, sweepAt(DAY_1));
        assertEquals(List.of(DAY_1.minusSeconds(1).toEpochMilli()),
                uploads.ofKey(bucket, "a/key", null, 9).stream().map(Upload::initiated).toList());
        assertEquals(1, uploads.ofKey(bucket, "b/key", null, 9).size());
    }

    private void begin(String key) {
        uploads.create(bucket, new Upload(key, Ids.ordered(clock.millis()), clock.millis(), Map.of(), Map.of(), null,
                ChecksumType.FULL_OBJECT, "1", "1", Map.of(), null, null)).orElseThrow();
    }

    @Test
    void aBucketIsSweptOnceADayAndWhenItsRulesChange() {
        rules(under("a/", ONE_DAY));
        assertEquals(0, sweepAt(DAY_1));
        // Nothing falls due within a day; what looks as if it had shows that the bucket was not looked at.
        clock.now = START;
        put("a/key");
        put("b/key");

        assertEquals(0, sweepAt(DAY_1.plus(Duration.ofHours(23))));
        rules(under("b/", ONE_DAY));
        assertEquals(1, sweepAt(DAY_1.plus(Duration.ofHours(23))));
        rules(under("a/", ONE_DAY));
        assertEquals(1, sweepAt(DAY_1.plus(Duration.ofHours(24))));
    }

    @Test
    void aShorterDayIsSweptEachTime() {
        sweep = sweep(new LifecycleDay(Duration.ofSeconds(10)));
        rules(under("", "<Expiration><Days>2</Days></Expiration>"));
        put("key");

        assertEquals(0, sweepAt(START.plusSeconds(19)));
        assertEquals(1, sweepAt(START.plusSeconds(20)));
    }

    @Test
    void bucketsThatAreGoneLeaveTheIndex() {
        rules(under("", ONE_DAY));
        assertEquals(1, index.page(null, 9).size());
        buckets.delete(buckets.find("bucket").orElseThrow()).orElseThrow();
        assertEquals(List.of(), index.page(null, 9));

        tables.commit(List.of(LifecycleIndex.enter("left-behind")));
        assertEquals(0, sweepAt(DAY_1));
        assertEquals(List.of(), index.page(null, 9));
    }

    @Test
    void aBucketThatFailsDoesNotKeepTheOthers() {
        Bucket broken = create("a-broken");
        put(broken, "key", 1, Map.of());
        configurations.put(broken, BucketConfiguration.LIFECYCLE, "no rules".getBytes(StandardCharsets.UTF_8),
                List.of(LifecycleIndex.enter("a-broken"))).orElseThrow();
        rules(under("", ONE_DAY));
        put("key");

        assertEquals(1, sweepAt(DAY_1));
        assertEquals(List.of("key"), keys(broken));
        rules(buckets.find("a-broken").orElseThrow(), under("", ONE_DAY));
        assertEquals(1, sweepAt(DAY_1));
    }

    @Test
    void pagesOfBucketsAreSwept() {
        // One hundred buckets are a whole page: another must be asked for.
        for (int i = 0; i < 99; i++) {
            Bucket other = create("bucket-" + i);
            put(other, "key", 1, Map.of());
            rules(other, under("", ONE_DAY));
        }
        rules(under("", ONE_DAY));
        put("key");

        assertEquals(100, sweepAt(DAY_1));
    }

    @Test
    void aSweepThatWasInterruptedIsTakenUpByTheNext() {
        rules(under("", ONE_DAY));
        put("key");

        // The time is asked for once a bucket's turn has come.
        clock.whenAsked = () -> Thread.currentThread().interrupt();
        assertEquals(0, sweepAt(DAY_1));
        assertTrue(Thread.interrupted());
        clock.whenAsked = () -> {};
        assertEquals(1, sweepAt(DAY_1));
    }

    @Test
    void aBucketThatChangedSinceTheSweepBeganIsLeftToTheNext() {
        rules(under("", ONE_DAY));
        put("key");
        BucketSweep otherRules = begun();
        rules(under("", ONE_DAY));
        assertEquals(BucketSweep.Outcome.CHANGED, otherRules.run(null, Deadline.NONE));

        BucketSweep noRules = begun();
        configurations.delete(bucket, BucketConfiguration.LIFECYCLE, List.of()).orElseThrow();
        assertEquals(BucketSweep.Outcome.CHANGED, noRules.run(null, Deadline.NONE));

        rules(under("", ONE_DAY));
        BucketSweep versionsSince = begun();
        keepVersions(Versioning.ENABLED);
        assertEquals(BucketSweep.Outcome.CHANGED, versionsSince.run(null, Deadline.NONE));
        assertEquals(List.of("key"), keys());
        assertEquals(BucketSweep.Outcome.ENDED, begun().run(null, Deadline.NONE));
        assertEquals(List.of(), keys());
    }

    private BucketSweep begun() {
        LifecycleRules rules = new Lifecycles(configurations, LifecycleDay.CALENDAR).rules(bucket).orElseThrow();
        return new BucketSweep(buckets, objects, expiry, uploads, bucket, rules, DAY_1, AtOnce.ONE);
    }

    @Test
    void aBucketThatTakesLongerThanItsTurnGoesOnBehindTheOthers() {
        for (int i = 0; i < 2500; i++) {
            put("key-" + i);
        }
        rules(under("key-", ONE_DAY));
        Bucket other = create("other");
        put(other, "key", 1, Map.of());
        rules(other, under("", ONE_DAY));
        clock.now = DAY_1;
        clock.whenAsked = () -> clock.now = clock.now.plusSeconds(11);

        int removed = 0;
        boolean otherWasSwept = false;
        for (int run = 0; run < 10 && removed < 2501; run++) {
            AtomicInteger asked = new AtomicInteger();
            removed += sweep.run(() -> asked.incrementAndGet() > 6, AtOnce.ONE);
            otherWasSwept |= objects.find(other, "key").isEmpty();
        }
        assertEquals(2501, removed);
        assertTrue(otherWasSwept);
        assertEquals(List.of(), keys());
    }

    /** Each run has the time for one turn. */
    @Test
    void noBucketHasASecondTurnWhileAnotherWaitsForItsFirst() {
        for (int number = 0; number < 5; number++) {
            Bucket large = create("a-large-" + number);
            for (int i = 0; i < 1_100; i++) {
                put(large, "key-" + i, 1, Map.of());
            }
            rules(large, under("", ONE_DAY));
        }
        rules(under("", ONE_DAY));
        put("key");
        clock.now = DAY_1;
        clock.whenAsked = () -> clock.now = clock.now.plusSeconds(11);

        for (int run = 0; run < 6; run++) {
            // One for each bucket that was begun, and two for the turn.
            int questions = run + 2;
            AtomicInteger asked = new AtomicInteger();
            sweep.run(() -> asked.incrementAndGet() > questions, AtOnce.ONE);
        }
        assertEquals(5, index.page(null, 9).stream().filter(entry -> entry.progress() != null).count());
        assertEquals(List.of(), keys());
    }

    @Test
    void newRulesBeginAtTheFirstKey() {
        for (int i = 0; i < 1500; i++) {
            put("key-" + i);
        }
        rules(under("key-1", ONE_DAY));
        clock.now = DAY_1;
        AtomicInteger asked = new AtomicInteger();
        sweep.run(() -> asked.incrementAndGet() > 2, AtOnce.ONE);
        rules(under("", ONE_DAY));

        sweep.run();

        assertEquals(List.of(), keys());
    }

    @Test
    void twoSweepsAtOnceDoNoHarm() throws Exception {
        keepVersions(Versioning.ENABLED);
        rules(under("", ONE_DAY + ONE_NONCURRENT_DAY));
        for (int i = 0; i < 50; i++) {
            put("key" + i);
            put("key" + i);
        }
        clock.now = DAY_1;
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch together = new CountDownLatch(2);
            List<Future<Integer>> runs = Stream.of(sweep, sweep(LifecycleDay.CALENDAR))
                    .map(one -> two.submit(() -> {
                        together.countDown();
                        together.await();
                        return one.run();
                    }))
                    .toList();

            assertEquals(100, runs.get(0).get() + runs.get(1).get());
        } finally {
            two.shutdownNow();
        }
        assertEquals(List.of(), keys());
        for (int i = 0; i < 50; i++) {
            assertEquals(List.of("(" + DAY_1 + ")", START.toString()), beside("key" + i));
        }
    }
}
