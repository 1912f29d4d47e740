package io.coffer.metadata.usage;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The items in which counts are kept, as they are read and written. */
final class UsageItems {

    static final String BUCKET = "bucket/";

    private final OrderedTables tables;

    UsageItems(OrderedTables tables) {
        this.tables = tables;
    }

    /** A bucket's item: one read. */
    Optional<Item> of(Bucket bucket) {
        return tables.get(Table.USAGE, bucket.accountId(), BUCKET + bucket.name());
    }

    static Optional<CountedBucket> counts(Optional<Item> item) {
        return item.map(found -> Records.read(found.value(), CountedBucket.class));
    }

    /** The change of a bucket's item, if it is still as it was. */
    static Change put(Bucket bucket, CountedBucket counts, Optional<Item> before) {
        return put(bucket.accountId(), BUCKET + bucket.name(), counts, before);
    }

    static Change put(String accountId, String sort, Object counts, Optional<Item> before) {
        Condition unchanged = before.map(item -> Condition.revision(item.revision())).orElse(Condition.ABSENT);
        return new Change.Put(Table.USAGE, accountId, sort, Records.write(counts), unchanged);
    }

    /** @param increase the changes by the item as it is; empty for nothing to do */
    void update(String accountId, String sort, Function<Optional<Item>, List<Change>> increase) {
        Attempts.at(() -> {
            List<Change> changes = increase.apply(tables.get(Table.USAGE, accountId, sort));
            if (!changes.isEmpty()) {
                tables.commit(changes);
            }
            return changes;
        });
    }
}
