package io.coffer.standalone.backup;

import io.coffer.accounts.DataDirectory;
import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.InstallationMark;
import io.coffer.accounts.PrivateFile;
import io.coffer.accounts.StartFailure;
import io.coffer.blobs.FileBlobStore;
import io.coffer.housekeeping.Pace;
import io.coffer.housekeeping.RecordedBlobs;
import io.coffer.housekeeping.Scrub;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.embedded.TablesRepair;
import io.coffer.metadata.stores.Stores;
import io.coffer.standalone.data.DataLayout;
import io.coffer.standalone.data.InstallationParts;
import io.coffer.standalone.data.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings out what a damaged data directory still holds into a new one: what can be read of the tables, the blobs that they name, as they
 * are, and the keys. Then everything is read, to tell what is lost. The damaged directory is only read.
 */
public final class Repair {

    private static final String WHAT = "repair";
    private static final List<String> OTHERS_MAY_BE_THERE = List.of("lock", DataLayout.RESTORING);

    private final Path source;
    private final Path target;

    /**
     * @param source the damaged data directory
     * @param target a new one
     */
    public Repair(Path source, Path target) {
        this.source = source;
        this.target = target;
    }

    /**
     * What was brought out.
     *
     * @param tables what can be said of the tables
     * @param read what was read of the new directory, with the number of findings
     * @param isKeyMissing whether the master key cannot be opened: then no secret and nothing that is encrypted can be read
     * @param encrypted objects and versions that are encrypted with the server's keys
     */
    public record Report(TablesRepair.Report tables, Scrub.State read, boolean isKeyMissing, long encrypted) {}

    /**
     * @param watcher told of what is lost
     * @throws StartFailure if a server runs on the damaged directory, or the new one is not empty
     */
    public Report run(Scrub.Watcher watcher) {
        try (FileChannel lock = lockOf(source); FileLock held = lock == null ? null : lock.tryLock(0, Long.MAX_VALUE, true)) {
            if (lock != null && held == null) {
                throw new StartFailure("a server runs on " + source + ": stop it first");
            }
            try (DataDirectory directory = DataDirectory.open(target)) {
                return into(directory.path(), watcher);
            }
        } catch (IOException e) {
            throw new StartFailure("the repair is not complete: " + e + "; empty " + target + " before you try again");
        } catch (NotBrought | UncheckedIOException e) {
            throw new StartFailure("the repair is not complete: " + e.getCause() + "; empty " + target + " before you try again");
        }
    }

    /** Null if it has no lock, as a copy may. */
    private static @Nullable FileChannel lockOf(Path data) throws IOException {
        Path lock = data.resolve("lock");
        return Files.exists(lock) ? FileChannel.open(lock, StandardOpenOption.READ) : null;
    }

    private Report into(Path data, Scrub.Watcher watcher) throws IOException {
        if (!Files.isDirectory(DataLayout.tables(source))) {
            throw new StartFailure("there is no installation in " + source + ": " + DataLayout.tables(source) + " is missing");
        }
        try (Stream<Path> content = Files.list(data)) {
            if (content.anyMatch(file -> !OTHERS_MAY_BE_THERE.contains(file.getFileName().toString()))) {
                throw new StartFailure(data + " is not empty: what is brought out goes to a new directory");
            }
        }
        Path note = data.resolve(DataLayout.RESTORING);
        PrivateFile.write(note, WHAT);
        PrivateFile.makeDirectory(DataLayout.tables(data));
        TablesRepair.Report repaired = TablesRepair.run(DataLayout.tables(source), DataLayout.tables(data));
        for (String file : Backup.SMALL_FILES) {
            // The mark is made anew from that of the tables, if they still have it.
            if (!file.equals(InstallationMark.NAME) && Files.exists(source.resolve(file))) {
                PrivateFile.makeDirectoryOf(data.resolve(file));
                PrivateFile.write(data.resolve(file), Files.readAllBytes(source.resolve(file)));
            }
        }
        PrivateFile.makeDirectory(DataLayout.blobs(data));
        Report report;
        try (EmbeddedTables tables = EmbeddedTables.open(DataLayout.tables(data));
                FileBlobStore blobs = FileBlobStore.open(DataLayout.blobs(data))) {
            Stores stores = Stores.over(tables, Clock.systemUTC());
            long[] encrypted = {0};
            Path damaged = DataLayout.blobs(source);
            RecordedBlobs.forEach(stores, (id, size) -> bring(FileBlobStore.fileOf(damaged, id), id, blobs),
                    object -> encrypted[0] += isOurs(object) ? 1 : 0, unreadable -> {
                        // The reading of everything finds and names it.
                    });
            Scrub.State read = Verification.ofDirectory(data, tables, stores, blobs).scrub()
                    .run(Scrub.State.BEGINNING, Pace.of(0), watcher);
            report = new Report(repaired, read, isKeyMissing(data, tables), encrypted[0]);
            new InstallationParts(data, true, true).requireSame(tables);
        }
        Files.delete(note);
        return report;
    }

    /** As it is: a range of a damaged blob can still be read. What cannot be read is found and named by the reading of everything. */
    static void bring(Path file, String id, FileBlobStore blobs) {
        try {
            if (blobs.lengthOf(id).isEmpty()) {
                try (InputStream bytes = new Salvaged(file)) {
                    blobs.adopt(id, bytes);
                }
            }
        } catch (Salvaged.Unreadable e) {
            // As said above.
        } catch (IOException e) {
            throw new NotBrought(e);
        }
    }

    /** Whether an object is encrypted with a key of the server's. */
    private static boolean isOurs(ObjectRecord object) {
        return object.encryption() != null && object.encryption().kind() == Encryption.Kind.SSE_S3;
    }

    private static boolean isKeyMissing(Path data, EmbeddedTables tables) {
        try {
            FileMasterKey.in(data, tables).require();
            return false;
        } catch (StartFailure e) {
            return true;
        }
    }
}
