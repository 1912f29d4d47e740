package io.coffer.metadata.embedded;

import io.coffer.metadata.tables.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/**
 * Brings out what the files of damaged tables still hold, into tables of their own. The damaged directory is only read.
 *
 * <p>If RocksDB can open a copy, with less and less asked of it, its rows are read in order, past blocks that are damaged. If its own list
 * of files is lost, the files are read one by one ({@link LooseFiles}).
 */
public final class TablesRepair {

    private static final List<String> IMMUTABLE = List.of(".sst", ".blob");

    private final Path work;
    private final List<String> problems = new ArrayList<>();

    private TablesRepair(Path work) {
        this.work = work;
    }

    /**
     * What was brought out.
     *
     * @param isOrderKnown whether each row is the newest of those there were. If not, what was deleted may be there again
     * @param problems what was found wrong
     */
    public record Report(long rows, boolean isOrderKnown, List<String> problems) {}

    /** How a copy of the tables is opened. */
    private record Attempt(WALRecoveryMode recovery, boolean withEveryFile) {}

    private static final List<Attempt> ATTEMPTS = List.of(
            new Attempt(WALRecoveryMode.TolerateCorruptedTailRecords, true),
            new Attempt(WALRecoveryMode.SkipAnyCorruptedRecords, true),
            new Attempt(WALRecoveryMode.SkipAnyCorruptedRecords, false));

    /**
     * @param source the directory of the damaged tables
     * @param target made by this call; a directory beside it is used meanwhile
     */
    public static Report run(Path source, Path target) throws IOException {
        RocksDB.loadLibrary();
        Path work = target.resolveSibling(target.getFileName() + ".damaged");
        delete(work);
        Files.createDirectories(work);
        try (RecoveredTables recovered = RecoveredTables.create(target)) {
            copy(source, work);
            return new TablesRepair(work).bringOut(recovered);
        } catch (RocksDBException e) {
            throw new IOException(target + ": " + e.getMessage(), e);
        } finally {
            delete(work);
        }
    }

    private Report bringOut(RecoveredTables recovered) throws IOException, RocksDBException {
        nameManifest();
        for (Attempt attempt : ATTEMPTS) {
            if (copied(attempt, recovered)) {
                return new Report(recovered.rows(), true, problems);
            }
        }
        problems.add("the list of the tables' files is lost, so they were read one by one");
        new LooseFiles(work, recovered, problems).bringOut();
        return new Report(recovered.rows(), false, problems);
    }

    /** Without CURRENT, RocksDB does not know which of its manifests is valid: it is the newest. */
    private void nameManifest() throws IOException {
        Path current = work.resolve("CURRENT");
        if (Files.exists(current) && Files.exists(work.resolve(Files.readString(current, StandardCharsets.ISO_8859_1).strip()))) {
            return;
        }
        problems.add("CURRENT is missing or damaged");
        List<Path> manifests = NumberedFiles.of(work, name -> name.startsWith("MANIFEST-"));
        if (!manifests.isEmpty()) {
            Files.writeString(current, manifests.get(manifests.size() - 1).getFileName() + "\n");
        }
    }

    /** @return whether RocksDB could open the copy and read something of it */
    private boolean copied(Attempt attempt, RecoveredTables recovered) {
        List<ColumnFamilyHandle> families = new ArrayList<>();
        try (RocksSettings settings = new RocksSettings()) {
            settings.database()
                    .setWalRecoveryMode(attempt.recovery)
                    .setParanoidChecks(attempt.withEveryFile)
                    .setSkipCheckingSstFileSizesOnDbOpen(!attempt.withEveryFile);
            try (RocksDB database = RocksDB.openReadOnly(settings.database(), work.toString(), List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, settings.records()),
                    new ColumnFamilyDescriptor(Limits.utf8("blobs"), settings.blobs())), families)) {
                boolean any = new Rows(() -> RowSource.of(database.newIterator(families.get(0))), problems).forEach(recovered::putRecord);
                new Rows(() -> RowSource.of(database.newIterator(families.get(1))), problems).forEach(recovered::putSmallBlob);
                families.forEach(ColumnFamilyHandle::close);
                return any;
            }
        } catch (RocksDBException e) {
            if (!problems.contains(e.getMessage())) {
                problems.add(e.getMessage());
            }
            return false;
        }
    }

    private static void copy(Path source, Path work) throws IOException {
        boolean canShare = Files.getFileStore(source).equals(Files.getFileStore(work));
        for (Path file : NumberedFiles.of(source, name -> true)) {
            Path copy = work.resolve(file.getFileName());
            if (canShare && IMMUTABLE.stream().anyMatch(file.toString()::endsWith)) {
                Files.createLink(copy, file);
            } else if (Files.isRegularFile(file)) {
                Files.copy(file, copy);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path file : NumberedFiles.of(directory, name -> true)) {
                Files.delete(file);
            }
            Files.delete(directory);
        }
    }
}
