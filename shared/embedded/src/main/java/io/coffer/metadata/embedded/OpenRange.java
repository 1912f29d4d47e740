package io.coffer.metadata.embedded;

import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.RangeReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** Ranges of a partition as it was at one moment, by one iterator: to make an iterator costs more than to move it. */
final class OpenRange implements RangeReader {

    private final Query partition;
    private final byte[] prefix;
    private final Function<RocksDBException, UncheckedIOException> failure;
    private final Runnable release;
    private final Slice upper;
    private final ReadOptions options;
    private final RocksIterator rows;

    /**
     * @param failure what is thrown if the database fails
     * @param release run when the range is closed
     */
    OpenRange(Query partition, RocksDB database, ColumnFamilyHandle family, Function<RocksDBException, UncheckedIOException> failure,
            Runnable release) {
        this.partition = partition;
        this.prefix = RowKeys.prefix(partition.table(), partition.partition());
        this.failure = failure;
        this.release = release;
        this.upper = new Slice(RowKeys.upperBound(partition));
        this.options = new ReadOptions().setIterateUpperBound(upper);
        this.rows = database.newIterator(family, options);
    }

    @Override
    public List<Item> read(@Nullable String from, boolean fromInclusive, int limit) {
        List<Item> items = new ArrayList<>();
        for (rows.seek(RowKeys.from(prefix, from, fromInclusive)); items.size() < limit && rows.isValid(); rows.next()) {
            items.add(Row.listed(partition.table(), partition.partition(), RowKeys.sort(rows.key(), prefix.length), rows.value()));
        }
        try {
            rows.status();
        } catch (RocksDBException e) {
            throw failure.apply(e);
        }
        return items;
    }

    @Override
    public void close() {
        rows.close();
        options.close();
        upper.close();
        release.run();
    }
}
