package io.coffer.metadata.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.coffer.metadata.tables.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;
import org.rocksdb.WriteOptions;

class RocksSettingsTest {

    private static final int ROWS = 40_000;

    @TempDir
    private Path directory;

    /** Long keys make a file's index more than a megabyte: with RocksDB's own settings no shard of the cache keeps it. */
    @Test
    void whatIsReadTwiceIsLoadedOnce() throws Exception {
        RocksDB.loadLibrary();
        String prefix = "p".repeat(800);
        List<ColumnFamilyHandle> families = new ArrayList<>();
        try (RocksSettings settings = new RocksSettings(); Statistics statistics = new Statistics();
                WriteOptions unsynced = new WriteOptions().setDisableWAL(true); FlushOptions flush = new FlushOptions()) {
            settings.database().setStatistics(statistics);
            try (RocksDB database = RocksDB.open(settings.database(), directory.toString(), List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, settings.records()),
                    new ColumnFamilyDescriptor(Limits.utf8("blobs"), settings.blobs())), families)) {
                // Two files of one range, so that the compaction writes a third.
                for (int begin = 0; begin < 2; begin++) {
                    for (int i = begin; i < ROWS; i += 2) {
                        database.put(families.get(0), unsynced, key(prefix, i), new byte[200]);
                    }
                    database.flush(flush, families);
                }
                database.compactRange(families.get(0));
                assertNotNull(database.get(families.get(0), key(prefix, ROWS / 2)));
                long loaded = statistics.getTickerCount(TickerType.BLOCK_CACHE_MISS);
                assertNotNull(database.get(families.get(0), key(prefix, ROWS / 2)));
                assertEquals(loaded, statistics.getTickerCount(TickerType.BLOCK_CACHE_MISS));
            }
        }
    }

    private static byte[] key(String prefix, int number) {
        return Limits.utf8(prefix + "%08d".formatted(number));
    }
}
