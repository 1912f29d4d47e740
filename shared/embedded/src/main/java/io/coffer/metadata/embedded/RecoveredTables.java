package io.coffer.metadata.embedded;

import io.coffer.metadata.tables.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** New tables that rows are written to as they were. They are durable when they are closed. */
final class RecoveredTables implements AutoCloseable {

    private final RocksSettings settings;
    private final RocksDB database;
    private final List<ColumnFamilyHandle> families;
    private final WriteOptions quickly = new WriteOptions().setDisableWAL(true);
    private long rows;

    private RecoveredTables(RocksSettings settings, RocksDB database, List<ColumnFamilyHandle> families) {
        this.settings = settings;
        this.database = database;
        this.families = families;
    }

    static RecoveredTables create(Path directory) throws IOException, RocksDBException {
        Files.createDirectories(directory);
        RocksSettings settings = new RocksSettings();
        List<ColumnFamilyHandle> families = new ArrayList<>();
        RocksDB database = RocksDB.open(settings.database(), directory.toString(), List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, settings.records()),
                new ColumnFamilyDescriptor(Limits.utf8("blobs"), settings.blobs())), families);
        return new RecoveredTables(settings, database, families);
    }

    void putRecord(byte[] key, byte[] value) throws RocksDBException {
        put(0, key, value);
    }

    void putSmallBlob(byte[] key, byte[] value) throws RocksDBException {
        put(1, key, value);
    }

    /** @param family 0 for records, 1 for small blobs */
    void put(int family, byte[] key, byte[] value) throws RocksDBException {
        database.put(families.get(family), quickly, key, value);
        rows++;
    }

    void delete(int family, byte[] key) throws RocksDBException {
        database.delete(families.get(family), quickly, key);
    }

    /** Null if it is not there. */
    byte[] get(int family, byte[] key) throws RocksDBException {
        return database.get(families.get(family), key);
    }

    /** The records that are there by now. */
    Rows.Source records() {
        return RowSource.of(database.newIterator(families.get(0)));
    }

    /** How many were written. */
    long rows() {
        return rows;
    }

    @Override
    public void close() throws RocksDBException {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            database.flush(wait, families);
        } finally {
            families.forEach(ColumnFamilyHandle::close);
            database.close();
            quickly.close();
            settings.close();
        }
    }
}
