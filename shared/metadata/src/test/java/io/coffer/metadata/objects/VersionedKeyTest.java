package io.coffer.metadata.objects;


import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of versions have in common: one key, written at a clock that stands still. The order of versions must not hang on time. */
abstract class VersionedKeyTest {

    static final ObjectCondition ALWAYS = ObjectCondition.NONE;
    static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    OrderedTables tables;
    BucketStore buckets;
    ObjectStore objects;
    VersionListing listing;
    ReclaimQueue reclaim;

    @BeforeEach
    void open() {
        tables = new MemoryTables();
        AccountStore accounts = new AccountStore(tables, CLOCK);
        accounts.createIfAbsent("1", "one", Plan.PRO);
        buckets = new BucketStore(tables, accounts, CLOCK);
        buckets.create("bucket", "1", "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
        reclaim = new ReclaimQueue(tables, CLOCK);
        objects = Stores.over(tables, CLOCK).objects();
        listing = new VersionListing(tables, reclaim);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    Bucket bucket() {
        return buckets.find("bucket").orElseThrow();
    }

    void versioning(Versioning state) {
        buckets.putVersioning(bucket(), state).orElseThrow();
    }

    String put(String etag) {
        return objects.put(bucket(), "key", object(etag), ALWAYS, List.of()).orElseThrow().versionId();
    }

    static ObjectRecord object(String etag) {
        return new ObjectRecord(etag, 1, CLOCK.millis(), Map.of(), Map.of(), null, new Content.Blob(Ids.random()), Ids.random(), "1",
                Map.of(), null, null);
    }

    DeleteOutcome delete(String versionId) {
        return objects.delete(bucket(), "key", versionId, ObjectCondition.NONE).orElseThrow();
    }

    /** The current object's ETag, null for none. */
    String current() {
        return objects.find(bucket(), "key").map(ObjectRecord::etag).orElse(null);
    }

    /** Every version of the key, newest first: {@code id=etag}, a delete marker's ETag being null. */
    List<String> versions() {
        return listing.range(bucket()).read(null, true, null, 10).stream()
                .flatMap(keyed -> listing.versions(bucket(), keyed.key(), keyed.entry(), 100).stream())
                .map(VersionedKeyTest::line)
                .toList();
    }

    static String line(ObjectRecord version) {
        return version.versionId() + "=" + (version.isDeleteMarker() ? null : version.etag());
    }
}
