package io.coffer.metadata.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksObject;
import org.rocksdb.TablePropertiesCollectorFactory;
import org.rocksdb.WALRecoveryMode;

/**
 * How RocksDB is set up, and the native objects of that; to be closed after the database. Its memory is bounded: 32 MiB of cached blocks
 * and at most three write buffers a family, 72 MiB together. What is read often is in the system's page cache, too.
 */
final class RocksSettings implements AutoCloseable {

    /** Values of small blobs of this size and more go to files of their own, in bytes. */
    static final int VALUE_IN_FILE = 1_024;

    private static final long KIB = 1_024;
    private static final long MIB = 1_024 * KIB;

    private final Deque<RocksObject> owned = new ArrayDeque<>();
    /** In four shards, where RocksDB would make 64: a block that is as large as its shard is never kept. */
    private final Cache blockCache = own(new LRUCache(32 * MIB, 2, false, 0.5));
    private final BloomFilter bloomFilter = own(new BloomFilter(10));
    /** Has a file compacted that holds a stretch of mostly deleted rows (a drained queue, an emptied bucket). */
    private final TablePropertiesCollectorFactory compactOnDeletion =
            own(TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(1_024, 512, 0.5));
    private final DBOptions database = own(databaseOptions());
    private final ColumnFamilyOptions records = own(recordOptions());
    private final ColumnFamilyOptions blobs = own(blobOptions());

    DBOptions database() {
        return database;
    }

    /** For the rows that are listed and looked up: small, compressed, kept dense. */
    ColumnFamilyOptions records() {
        return records;
    }

    /** For {@link io.coffer.metadata.tables.Table#SMALL_BLOBS}: values from 1 KiB on in files of their own, seldom moved by compaction. */
    ColumnFamilyOptions blobs() {
        return blobs;
    }

    private static DBOptions databaseOptions() {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // A torn last record was never acknowledged; damage anywhere before it must be reported, not passed over.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(256 * MIB)
                .setMaxOpenFiles(512)
                // A writer that waits for another's sync waits longer than it is worth to keep a processor for.
                .setEnableWriteThreadAdaptiveYield(false)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(MIB)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    private ColumnFamilyOptions recordOptions() {
        return options(8 * MIB)
                .setCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    private ColumnFamilyOptions blobOptions() {
        return options(16 * MIB)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setEnableBlobFiles(true)
                .setMinBlobSize(VALUE_IN_FILE)
                .setBlobFileSize(64 * MIB)
                .setBlobCompressionType(CompressionType.NO_COMPRESSION)
                .setEnableBlobGarbageCollection(true)
                .setBlobGarbageCollectionForceThreshold(0.5);
    }

    private ColumnFamilyOptions options(long writeBuffer) {
        // The collector can be set on Options only, the scan trigger by its name only; both are copied into what is returned.
        var byName = new Properties();
        byName.setProperty("memtable_op_scan_flush_trigger", "1000");
        try (var start = ColumnFamilyOptions.getColumnFamilyOptionsFromProps(byName); var options = new Options(database, start)) {
            options.setTablePropertiesCollectorFactory(List.of(compactOnDeletion));
            return new ColumnFamilyOptions(options)
                    .setWriteBufferSize(writeBuffer)
                    .setMaxWriteBufferNumber(3)
                    .setTableFormatConfig(new BlockBasedTableConfig()
                            .setBlockCache(blockCache)
                            // Indexes and filters in blocks, too: those of a whole file are as large as a hundred blocks of it.
                            .setIndexType(IndexType.kTwoLevelIndexSearch)
                            .setPartitionFilters(true)
                            .setPinTopLevelIndexAndFilter(true)
                            .setCacheIndexAndFilterBlocks(true)
                            .setCacheIndexAndFilterBlocksWithHighPriority(true)
                            .setPinL0FilterAndIndexBlocksInCache(true)
                            .setFilterPolicy(bloomFilter));
        }
    }

    private <T extends RocksObject> T own(T object) {
        owned.push(object);
        return object;
    }

    @Override
    public void close() {
        owned.forEach(RocksObject::close);
    }
}
