package io.coffer.metadata.embedded;

/** What RocksDB tells of itself that is worth watching, summed over its tables. */
public enum EngineFigure {
    TABLE_FILES("rocksdb.total-sst-files-size", "table_files_bytes", "Size of the files that hold the tables"),
    MEMORY_TABLES("rocksdb.cur-size-all-mem-tables", "memory_tables_bytes", "Size of the writes that are not in table files yet"),
    PENDING_COMPACTION("rocksdb.estimate-pending-compaction-bytes", "pending_compaction_bytes", "What compactions have to rewrite"),
    KEYS("rocksdb.estimate-num-keys", "keys", "Estimated number of items"),
    RUNNING_COMPACTIONS("rocksdb.num-running-compactions", "running_compactions", "Compactions that are running"),
    STOPPED_WRITES("rocksdb.is-write-stopped", "writes_stopped", "More than 0 while writes wait for compactions");

    private final String property;
    private final String metricName;
    private final String description;

    EngineFigure(String property, String metricName, String description) {
        this.property = property;
        this.metricName = metricName;
        this.description = description;
    }

    String property() {
        return property;
    }

    /** With its unit at its end, if it has one. */
    public String metricName() {
        return metricName;
    }

    public String description() {
        return description;
    }
}
