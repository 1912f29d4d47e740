package io.coffer.metadata.objects;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.RangeReader;
import io.coffer.metadata.tables.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items that a table has under a bucket's keys. A walk does not decode those that a common prefix stands for. */
record KeyRange(OrderedTables tables, Table table, Bucket bucket) implements KeyWalk.Range<Item> {

    @Override
    public List<KeyWalk.Keyed<Item>> read(@Nullable String from, boolean fromInclusive, @Nullable String to, int limit) {
        return keyed(tables.query(new Query(table, bucket.id(), from, fromInclusive, to, limit, false)));
    }

    @Override
    public KeyWalk.Reader<Item> reader(@Nullable String to) {
        RangeReader rows = tables.reader(table, bucket.id(), to);
        return new KeyWalk.Reader<>() {
            @Override
            public List<KeyWalk.Keyed<Item>> read(@Nullable String from, boolean fromInclusive, int limit) {
                return keyed(rows.read(from, fromInclusive, limit));
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }

    private static List<KeyWalk.Keyed<Item>> keyed(List<Item> items) {
        return items.stream().map(item -> new KeyWalk.Keyed<>(item.sort(), item)).toList();
    }
}
