package io.coffer.metadata.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/** The files of tables, which do not change once they are written, and carry checksums of what is in them. */
public final class TableFiles {

    private TableFiles() {}

    /**
     * Reads a file of tables as a whole, and compares it with its checksums.
     *
     * @return what is wrong with it; empty if nothing is, or if it is of a kind that is read as a whole when the tables are opened
     */
    public static Optional<String> damageOf(Path file) throws IOException {
        RocksDB.loadLibrary();
        String name = file.getFileName().toString();
        List<String> problems = new ArrayList<>();
        try {
            if (name.endsWith(".sst")) {
                verify(file);
            } else if (name.endsWith(".blob")) {
                ValueFile.forEach(file, (key, value) -> { }, problems);
            }
        } catch (RocksDBException e) {
            problems.add(name + ": " + e.getMessage());
        }
        return problems.stream().findFirst();
    }

    private static void verify(Path table) throws RocksDBException {
        try (Options options = new Options(); SstFileReader reader = new SstFileReader(options)) {
            reader.open(table.toString());
            reader.verifyChecksum();
        }
    }
}
