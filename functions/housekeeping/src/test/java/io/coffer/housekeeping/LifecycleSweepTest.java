package io.coffer.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.checksum.ChecksumType;
import io.coffer.lifecycle.KeptLifecycle;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.lifecycle.LifecycleRules;
import io.coffer.lifecycle.LifecycleValidation;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Upload;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.objects.ExpiryStore;
import io.coffer.metadata.objects.ExpiryStore.Beside;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.objects.VersionListing;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Table;
import io.coffer.pipeline.Lifecycles;
import io.coffer.protocol.xml.LifecycleConfiguration;
import io.coffer.protocol.xml.S3Xml;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lifecycle rules remove and what they leave, on the embedded engine; the clock moves when a test says so. */
class LifecycleSweepTest {

    private static final ObjectCondition ALWAYS = ObjectCondition.NONE;
    private static final Instant START = Instant.parse("2026-03-01T10:30:00Z");
    /** When what was made at the start is one day old. */
    private static final Instant DAY_1 = Instant.parse("2026-03-03T00:00:00Z");

    private static final String ONE_DAY = "<Expiration><Days>1</Days></Expiration>";
    private static final String LONE_MARKERS = "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>";
    private static final String ONE_NONCURRENT_DAY =
            "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>";

    /** A clock that stands still until it is told the time. */
    private static final class HandSetClock extends Clock {

        private Instant now = START;
        private Runnable whenAsked = () -> {};

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            whenAsked.run();
            return now;
        }
    }

    private final HandSetClock clock = new HandSetClock();
    private OrderedTables tables;
    private BucketStore buckets;
    private BucketConfigurationStore configurations;
    private LifecycleIndex index;
    private ObjectStore objects;
    private VersionListing listing;
    private ExpiryStore expiry;
    private UploadStore uploads;
    private LifecycleSweep sweep;
    private Bucket bucket;

    @BeforeEach
    void open() {
        tables = new MemoryTables();
        AccountStore accounts = new AccountStore(tables, clock);
        accounts.createIfAbsent("1", "one", Plan.PRO);
        buckets = new BucketStore(tables, accounts, clock);
        configurations = new BucketConfigurationStore(tables, buckets);
        ReclaimQueue queue = new ReclaimQueue(tables, clock);
        index = new LifecycleIndex(tables);
        objects = Stores.over(tables, clock).objects();
        listing = new VersionListing(tables, queue);
        expiry = Stores.over(tables, clock).expiry();
        uploads = Stores.over(tables, clock).uploads();
        sweep = sweep(LifecycleDay.CALENDAR);
        bucket = create("bucket");
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private LifecycleSweep sweep(LifecycleDay day) {
        return new LifecycleSweep(index, buckets, new Lifecycles(configurations, day), objects, expiry, uploads, clock);
    }

    private Bucket create(String name) {
        return buckets.create(name, "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    private void keepVersions(Versioning versioning) {
        buckets.putVersioning(bucket, versioning).orElseThrow();
        bucket = buckets.find("bucket").orElseThrow();
    }

    /** Gives the bucket rules, each a filter and its actions. */
    private void rules(String... rules) {
        rules(bucket, rules);
        bucket = buckets.find("bucket").orElseThrow();
    }

    private void rules(Bucket of, String... rules) {
        configure(of, Stream.of(rules).map(rule -> "<Status>Enabled</Status>" + rule).toList());
    }

    private void configure(Bucket of, List<String> rules) {
        String xml = "<LifecycleConfiguration><Rule>" + String.join("</Rule><Rule>", rules) + "</Rule></LifecycleConfiguration>";
        LifecycleConfiguration given = S3Xml.read(xml.getBytes(StandardCharsets.UTF_8), LifecycleConfiguration.class);
        byte[] kept = new KeptLifecycle(LifecycleValidation.require(given), "all_storage_classes_128K").write();
        configurations.put(of, BucketConfiguration.LIFECYCLE, kept, List.of(LifecycleIndex.enter(of.name()))).orElseThrow();
    }

    private static String under(String prefix, String actions) {
        return "<Filter><Prefix>" + prefix + "</Prefix></Filter>" + actions;
    }

    private ObjectRecord put(String key) {
        return put(bucket, key, 1, Map.of());
    }

    private ObjectRecord put(Bucket into, String key, long size, Map<String, String> tags) {
        ObjectRecord object = new ObjectRecord("e", size, clock.millis(), Map.of(), Map.of(), null, new Content.Small(Ids.random()),
                Ids.random(), "1", tags, null, null);
        return objects.put(into, key, object, ALWAYS, List.of()).orElseThrow();
    }

    private void delete(String key) {
        objects.delete(bucket, key, null, ObjectCondition.NONE).orElseThrow();
    }

    /** Makes a version of the key at a time. */
    private void put(String key, Instant at) {
        clock.now = at;
        put(key);
    }

    private List<String> keys(Bucket of) {
        return KeyWalk.page(objects.range(of), "", null, null, 10_000).found().stream().map(KeyWalk.Found::key).toList();
    }

    private List<String> keys() {
        return keys(bucket);
    }

    /** When the versions of a key were made that stand beside its current object, newest first; delete markers in brackets. */
    private List<String> beside(String key) {
        return listing.besideCurrent(bucket, key, 10_000).stream()
                .map(version -> version.isDeleteMarker() ? "(" + version.lastModified() + ")" : version.lastModified().toString())
                .toList();
    }

    private int sweepAt(Instant time) {
        clock.now = time;
        return sweep.run();
    }

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
        assertEquals(Map.of("a", "2"), listing.besideCurrent(bucket, "key", 9).get(0).tags());
    }

    @Test
    void aVersionThatIsCurrentAgainStays() {
        keepVersions(Versioning.ENABLED);
        ObjectRecord old = put("key");
        ObjectRecord newer = put("key");
        Beside judged = expiry.history(bucket, "key", 9).orElseThrow().versions().get(0);
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
        Beside marker = expiry.history(bucket, "key", 9).orElseThrow().versions().get(0);
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
            removed += sweep.run(() -> asked.incrementAndGet() > 3, AtOnce.ONE);
            otherWasSwept |= objects.find(other, "key").isEmpty();
        }
        assertEquals(2501, removed);
        assertTrue(otherWasSwept);
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
