package io.coffer.housekeeping;


import io.coffer.lifecycle.KeptLifecycle;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.lifecycle.LifecycleValidation;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.objects.ExpiryStore;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.objects.UploadStore;
import io.coffer.metadata.objects.VersionListing;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.Lifecycles;
import io.coffer.protocol.xml.LifecycleConfiguration;
import io.coffer.protocol.xml.S3Xml;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of lifecycle rules have in common: a bucket with rules, and a clock that moves if a test says so. */
abstract class SweptBucketTest {

    static final ObjectCondition ALWAYS = ObjectCondition.NONE;
    static final Instant START = Instant.parse("2026-03-01T10:30:00Z");
    /** When what was made at the start is one day old. */
    static final Instant DAY_1 = Instant.parse("2026-03-03T00:00:00Z");
    static final String ONE_DAY = "<Expiration><Days>1</Days></Expiration>";
    static final String LONE_MARKERS = "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>";
    static final String ONE_NONCURRENT_DAY =
            "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>";

    /** A clock that stands still until it is told the time. */
    static final class HandSetClock extends Clock {

        Instant now = START;
        Runnable whenAsked = () -> {};

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

    final HandSetClock clock = new HandSetClock();
    OrderedTables tables;
    BucketStore buckets;
    BucketConfigurationStore configurations;
    LifecycleIndex index;
    ObjectStore objects;
    VersionListing listing;
    ExpiryStore expiry;
    UploadStore uploads;
    LifecycleSweep sweep;
    Bucket bucket;

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

    LifecycleSweep sweep(LifecycleDay day) {
        return new LifecycleSweep(index, buckets, new Lifecycles(configurations, day), objects, expiry, uploads, clock);
    }

    Bucket create(String name) {
        return buckets.create(name, "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    void keepVersions(Versioning versioning) {
        buckets.putVersioning(bucket, versioning).orElseThrow();
        bucket = buckets.find("bucket").orElseThrow();
    }

    /** Gives the bucket rules, each a filter and its actions. */
    void rules(String... rules) {
        rules(bucket, rules);
        bucket = buckets.find("bucket").orElseThrow();
    }

    void rules(Bucket of, String... rules) {
        configure(of, Stream.of(rules).map(rule -> "<Status>Enabled</Status>" + rule).toList());
    }

    void configure(Bucket of, List<String> rules) {
        String xml = "<LifecycleConfiguration><Rule>" + String.join("</Rule><Rule>", rules) + "</Rule></LifecycleConfiguration>";
        LifecycleConfiguration given = S3Xml.read(xml.getBytes(StandardCharsets.UTF_8), LifecycleConfiguration.class);
        byte[] kept = new KeptLifecycle(LifecycleValidation.require(given), "all_storage_classes_128K").write();
        configurations.put(of, BucketConfiguration.LIFECYCLE, kept, List.of(LifecycleIndex.enter(of.name()))).orElseThrow();
    }

    static String under(String prefix, String actions) {
        return "<Filter><Prefix>" + prefix + "</Prefix></Filter>" + actions;
    }

    ObjectRecord put(String key) {
        return put(bucket, key, 1, Map.of());
    }

    ObjectRecord put(Bucket into, String key, long size, Map<String, String> tags) {
        ObjectRecord object = new ObjectRecord("e", size, clock.millis(), Map.of(), Map.of(), null, new Content.Small(Ids.random()),
                Ids.random(), "1", tags, null, null);
        return objects.put(into, key, object, ALWAYS, List.of()).orElseThrow();
    }

    void delete(String key) {
        objects.delete(bucket, key, null, ObjectCondition.NONE).orElseThrow();
    }

    /** Makes a version of the key at a time. */
    void put(String key, Instant at) {
        clock.now = at;
        put(key);
    }

    List<String> keys(Bucket of) {
        return KeyWalk.page(objects.range(of), "", null, null, 10_000).found().stream().map(KeyWalk.Found::key).toList();
    }

    List<String> keys() {
        return keys(bucket);
    }

    /** When the versions of a key were made that stand beside its current object, newest first; delete markers in brackets. */
    List<String> beside(String key) {
        return listing.noncurrent(bucket, key, 10_000).stream()
                .map(version -> version.isDeleteMarker() ? "(" + version.lastModified() + ")" : version.lastModified().toString())
                .toList();
    }

    int sweepAt(Instant time) {
        clock.now = time;
        return sweep.run();
    }
}
