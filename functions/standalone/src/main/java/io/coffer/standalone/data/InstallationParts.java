package io.coffer.standalone.data;

import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.InstallationMark;
import io.coffer.accounts.PrivateFile;
import io.coffer.accounts.StartFailure;
import io.coffer.metadata.tables.OrderedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What makes the parts of an installation one: the data directory, the tables and the blobs below it have a mark each, with the same id and
 * the format in which they are written. So a part that is missing, such as a file system that is not mounted, or one of another
 * installation is found before anything is served. The directory is marked last: if its mark is there, the others must be.
 */
public final class InstallationParts {

    /** RocksDB's file that names its manifest. */
    private static final String OF_EVERY_DATABASE = "CURRENT";

    private final Path data;
    private final boolean withTables;
    private final boolean withBlobs;

    /**
     * @param withTables whether the tables are in the data directory
     * @param withBlobs whether the blobs are in it
     */
    public InstallationParts(Path data, boolean withTables, boolean withBlobs) {
        this.data = data;
        this.withTables = withTables;
        this.withBlobs = withBlobs;
    }

    /**
     * Called before a part is opened, or made because it is missing.
     *
     * @throws StartFailure if the directory is an installation's and a part of it is not there, or not all of it is restored
     */
    public void requireMounted() {
        if (Files.exists(data.resolve(DataLayout.RESTORING))) {
            throw new StartFailure(
                    data + " is not complete: a restore or a repair into it runs, or was interrupted; give its command again");
        }
        boolean marked = Files.exists(data.resolve(InstallationMark.NAME));
        boolean begun = marked || Files.exists(FileMasterKey.file(data));
        Path tables = DataLayout.tables(data);
        if (withTables && begun && Files.notExists(tables.resolve(OF_EVERY_DATABASE))) {
            throw new StartFailure(data + " is the directory of an installation, and " + tables
                    + " holds no tables: mount its file system or restore it");
        }
        Path blobs = DataLayout.blobs(data);
        if (withBlobs && marked && Files.notExists(blobs.resolve(InstallationMark.NAME))) {
            throw new StartFailure(data + " is the directory of an installation, and " + blobs
                    + " holds no objects of it: mount its file system or restore it");
        }
    }

    /**
     * Compares the marks of the parts, and marks those that have none yet, or that of an earlier format: all of a new installation, or of
     * one that an earlier version made. Of tables that are elsewhere only the format is compared.
     *
     * @throws StartFailure if a part is of another installation, or of a later version
     */
    public void requireSame(OrderedTables tables) throws IOException {
        if (!withTables) {
            InstallationMark.requireReadable(tables, true);
        }
        if (!withTables && !withBlobs) {
            return;
        }
        Optional<InstallationMark> own = read(data.resolve(InstallationMark.NAME));
        Optional<InstallationMark> ofTables = withTables ? InstallationMark.in(tables) : own;
        Optional<InstallationMark> ofBlobs = withBlobs ? read(DataLayout.blobs(data).resolve(InstallationMark.NAME)) : own;
        InstallationMark mark = own.or(() -> ofTables).or(() -> ofBlobs).orElseGet(InstallationMark::fresh);
        if (withTables && own.isPresent() && ofTables.isEmpty()) {
            throw foreign(DataLayout.tables(data), "none", mark);
        }
        ofTables.ifPresent(found -> require(DataLayout.tables(data), found, mark));
        ofBlobs.ifPresent(found -> require(DataLayout.blobs(data), found, mark));
        require(data, mark, mark);
        InstallationMark now = mark.raised();
        if (withTables && ofTables.isEmpty()) {
            now.putInto(tables);
        } else if (withTables && ofTables.get().isOfEarlierFormat()) {
            now.raiseIn(tables);
        }
        if (withBlobs && isToBeWritten(ofBlobs)) {
            PrivateFile.write(DataLayout.blobs(data).resolve(InstallationMark.NAME), now.text());
        }
        if (isToBeWritten(own)) {
            PrivateFile.write(data.resolve(InstallationMark.NAME), now.text());
        }
    }

    private static boolean isToBeWritten(Optional<InstallationMark> found) {
        return found.isEmpty() || found.get().isOfEarlierFormat();
    }

    private static Optional<InstallationMark> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(InstallationMark.read(Files.readString(file))) : Optional.empty();
    }

    private void require(Path part, InstallationMark found, InstallationMark expected) {
        found.requireReadable(part.toString());
        if (!found.id().equals(expected.id())) {
            throw foreign(part, found.id(), expected);
        }
    }

    private StartFailure foreign(Path part, String id, InstallationMark expected) {
        return new StartFailure(part + " is not of the installation in " + data + " (its id is " + id + ", not " + expected.id()
                + "): mount or restore the right one");
    }
}
