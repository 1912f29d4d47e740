package io.coffer.standalone.data;

import io.coffer.accounts.PrivateFile;
import io.coffer.accounts.StartFailure;
import io.coffer.blobs.BlobCopy;
import io.coffer.metadata.embedded.EmbeddedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/**
 * Makes a directory the copy of a data directory as it is at one moment, while requests go on: the tables first, then every blob, of which
 * none is removed meanwhile. The copy is a data directory itself. A later backup to the same directory copies what is new and removes what
 * is gone. Blobs that are written meanwhile may be in the copy, too; nothing points to them.
 */
public final class Backup {

    /** Small files that a start needs, some of which not every installation has. */
    private static final List<String> FILES = List.of(
            "master.key", "credentials", "tls/ca.crt", "tls/ca.key", "tls/server.crt", "tls/server.key");

    private final Path data;
    private final EmbeddedTables tables;
    private final Lock removing;

    /** @param removing held while blobs are removed that nothing points to any more */
    Backup(Path data, EmbeddedTables tables, Lock removing) {
        this.data = data;
        this.tables = tables;
        this.removing = removing;
    }

    /**
     * @param copied blobs that were copied
     * @param kept blobs that an earlier backup had copied
     */
    public record Report(long copied, long kept) {}

    /** @throws StartFailure if the directory is in use for something else */
    public Report to(Path target) throws IOException {
        Path directory = target.toAbsolutePath().normalize();
        requireUsable(directory);
        PrivateFile.makeDirectory(directory);
        removing.lock();
        try {
            return copy(directory);
        } finally {
            removing.unlock();
        }
    }

    private void requireUsable(Path target) throws IOException {
        if (target.startsWith(data) || data.startsWith(target)) {
            throw new StartFailure("the backup's directory must lie outside of " + data);
        }
        if (Files.isDirectory(target)) {
            Path mark = target.resolve(InstallationParts.NAME);
            boolean ours = Files.exists(mark) && Files.readString(mark).equals(Files.readString(data.resolve(InstallationParts.NAME)));
            try (Stream<Path> content = Files.list(target)) {
                if (!ours && content.findAny().isPresent()) {
                    throw new StartFailure(target + " is neither empty nor a backup of this installation");
                }
            }
        }
    }

    private Report copy(Path target) throws IOException {
        Path copiedTables = target.resolve("metadata.new");
        delete(copiedTables);
        tables.copyTo(copiedTables);
        BlobCopy blobs = new BlobCopy(DataLayout.blobs(data), DataLayout.blobs(target));
        blobs.copyMissing();
        byte[] mark = Files.readAllBytes(data.resolve(InstallationParts.NAME));
        PrivateFile.write(DataLayout.blobs(target).resolve(InstallationParts.NAME), mark);
        for (String file : FILES) {
            if (Files.exists(data.resolve(file))) {
                PrivateFile.makeDirectory(target.resolve(file).getParent());
                PrivateFile.write(target.resolve(file), Files.readAllBytes(data.resolve(file)));
            }
        }
        Path earlier = target.resolve("metadata.old");
        delete(earlier);
        if (Files.exists(DataLayout.tables(target))) {
            Files.move(DataLayout.tables(target), earlier, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(copiedTables, DataLayout.tables(target), StandardCopyOption.ATOMIC_MOVE);
        PrivateFile.write(target.resolve(InstallationParts.NAME), mark);
        delete(earlier);
        blobs.removeOthers();
        return new Report(blobs.copied(), blobs.kept());
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
