package io.coffer.metadata.embedded;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Replaced;
import io.coffer.metadata.tables.Table;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.Snapshot;

/** What was committed before a moment, for reading alone. */
final class Moment implements OrderedTables {

    private final OpenDatabase database;
    private final Snapshot snapshot;

    Moment(OpenDatabase database, Snapshot snapshot) {
        this.database = database;
        this.snapshot = snapshot;
    }

    @Override
    public Optional<Item> get(Table table, String partition, String sort) {
        byte[] key = RowKeys.of(table, partition, sort);
        return database.whileOpen(open -> {
            try (ReadOptions options = new ReadOptions().setSnapshot(snapshot)) {
                return Optional.ofNullable(open.get(database.family(table), options, key))
                        .map(row -> Row.item(table, partition, sort, row));
            }
        });
    }

    @Override
    public List<Item> query(Query query) {
        return database.query(query, snapshot);
    }

    @Override
    public List<String> commit(List<Change> changes) {
        throw new UnsupportedOperationException("what was is only read");
    }

    @Override
    public Replaced replace(Change change) {
        throw new UnsupportedOperationException("what was is only read");
    }

    @Override
    public void probe() {
        get(Table.ACCOUNTS, "probe", "probe");
    }

    @Override
    public void close() {
        database.whileOpen(open -> {
            open.releaseSnapshot(snapshot);
            snapshot.close();
            return true;
        });
    }
}
