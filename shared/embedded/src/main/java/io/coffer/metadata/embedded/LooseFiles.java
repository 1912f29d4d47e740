package io.coffer.metadata.embedded;

import io.coffer.metadata.tables.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.WriteBatch;

/**
 * The files of tables whose list is lost, read one by one. Without the list it is not known which of two rows with one key is the newer,
 * nor which were deleted by another file: of an object the row that was modified later wins, else that of the file with the higher number.
 * The logs come last, and in their own order. Of small blobs, which never change, only those are taken that a record names.
 */
final class LooseFiles {

    private static final Pattern MODIFIED = Pattern.compile("\"modified\":(\\d+)");
    private static final Pattern SMALL = Pattern.compile("\"kind\":\"small\",\"id\":\"([0-9a-f]{32})\"");
    private static final String SORT = "bytes";

    private final Path directory;
    private final RecoveredTables recovered;
    private final List<String> problems;

    LooseFiles(Path directory, RecoveredTables recovered, List<String> problems) {
        this.directory = directory;
        this.recovered = recovered;
        this.problems = problems;
    }

    void bringOut() throws IOException, RocksDBException {
        List<Path> tables = NumberedFiles.of(directory, name -> name.endsWith(".sst"));
        for (Path table : tables) {
            read(table, reader -> {
                if (isOfRecords(reader)) {
                    rows(reader, this::putNewer);
                }
            });
        }
        for (Path log : NumberedFiles.of(directory, name -> name.endsWith(".log"))) {
            LogFile.forEachBatch(log, this::replay, problems);
        }
        Set<String> named = named();
        for (Path values : NumberedFiles.of(directory, name -> name.endsWith(".blob"))) {
            ValueFile.forEach(values, (key, value) -> {
                if (named.contains(id(key))) {
                    recovered.putSmallBlob(key, value);
                }
            }, problems);
        }
        for (Path table : tables) {
            read(table, reader -> {
                if (!isOfRecords(reader)) {
                    lookUp(reader, named);
                }
            });
        }
    }

    private interface Reading {
        void of(SstFileReader reader) throws RocksDBException;
    }

    private void read(Path table, Reading reading) {
        try (Options options = new Options(); SstFileReader reader = new SstFileReader(options)) {
            reader.open(table.toString());
            reading.of(reader);
        } catch (RocksDBException e) {
            problems.add(table.getFileName() + ": " + e.getMessage());
        }
    }

    private static boolean isOfRecords(SstFileReader reader) throws RocksDBException {
        return reader.getTableProperties().getColumnFamilyId() == 0;
    }

    private void rows(SstFileReader reader, Rows.Action action) throws RocksDBException {
        try (ReadOptions options = new ReadOptions()) {
            new Rows(() -> RowSource.of(reader.newIterator(options)), problems).forEach(action);
        }
    }

    private void putNewer(byte[] key, byte[] value) throws RocksDBException {
        byte[] other = recovered.get(0, key);
        if (other == null || modified(value) >= modified(other)) {
            recovered.putRecord(key, value);
        }
    }

    private static long modified(byte[] row) {
        Matcher modified = MODIFIED.matcher(new String(row, StandardCharsets.ISO_8859_1));
        return modified.find() ? Long.parseLong(modified.group(1)) : 0;
    }

    private void replay(byte[] batch) throws RocksDBException {
        try (WriteBatch changes = new WriteBatch(batch); ReplayedBatch handler = new ReplayedBatch(recovered)) {
            changes.iterate(handler);
        }
    }

    /** The ids of the small blobs that records name. */
    private Set<String> named() throws RocksDBException {
        Set<String> ids = new HashSet<>();
        new Rows(recovered::records, problems).forEach((key, value) -> {
            Matcher small = SMALL.matcher(new String(value, StandardCharsets.ISO_8859_1));
            while (small.find()) {
                ids.add(small.group(1));
            }
        });
        return ids;
    }

    private static String id(byte[] key) {
        return new String(key, 1, Math.max(0, key.length - SORT.length() - 2), StandardCharsets.ISO_8859_1);
    }

    /** Those below 1 KiB lie in the tables themselves, beside references to the others, at which an iterator stops. */
    private void lookUp(SstFileReader reader, Set<String> named) throws RocksDBException {
        try (ReadOptions options = new ReadOptions()) {
            for (String id : named) {
                byte[] key = RowKeys.of(Table.SMALL_BLOBS, id, SORT);
                if (recovered.get(1, key) == null) {
                    try (RowSource rows = RowSource.of(reader.newIterator(options))) {
                        rows.at().seek(key);
                        if (rows.at().isValid() && Arrays.equals(rows.key(), key)) {
                            recovered.putSmallBlob(key, rows.value());
                        }
                    }
                }
            }
        }
    }
}
