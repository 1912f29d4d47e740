package io.coffer.housekeeping;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Content;
import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Plan;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.testkit.ManualClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** What tests of recounts have in common: an account with a bucket, and processes that count for themselves. */
abstract class RecountTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-01");

    final ManualClock clock = new ManualClock();
    Stores stores;
    private OrderedTables tables;

    final void open(OrderedTables opened) {
        tables = opened;
        stores = process();
        stores.accounts().create("1", "one", Plan.PRO);
        create("bucket");
    }

    @AfterEach
    final void close() {
        tables.close();
    }

    /** Another process over the same tables. */
    final Stores process() {
        return Stores.over(tables, clock);
    }

    final void create(String name) {
        create(name, "1");
    }

    final void create(String name, String account) {
        stores.buckets().create(name, account, "us-east-1", owner -> AccessList.EMPTY, Map.of()).orElseThrow();
    }

    final Bucket bucket(String name) {
        return stores.buckets().find(name).orElseThrow();
    }

    final void put(Stores process, String name, String key, int size) {
        ObjectRecord object = new ObjectRecord("etag", size, clock.millis(), null, null, null, new Content.Blob(Ids.random()),
                Ids.random(), "1", null, null, null);
        process.objects().put(bucket(name), key, object, ObjectCondition.NONE, List.of()).orElseThrow();
    }

    /** What is counted of the account's buckets. */
    final List<BucketUsage> counted() {
        return stores.usage().of("1", DAY, DAY).buckets();
    }
}
