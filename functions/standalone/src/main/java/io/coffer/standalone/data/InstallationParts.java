package io.coffer.standalone.data;

import io.coffer.accounts.FileMasterKey;
import io.coffer.accounts.PrivateFile;
import io.coffer.accounts.StartFailure;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.Ids;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What makes the parts of an installation one: the data directory, the tables and the blobs below it have a mark each, with the same id and
 * the format in which they are written. So a part that is missing, such as a file system that is not mounted, or one of another
 * installation is found before anything is served. The directory is marked last: if its mark is there, the others must be.
 */
public final class InstallationParts {

    /** What this version writes. It reads all formats up to it. */
    static final int FORMAT = 1;

    /** Of the file that is the mark of a directory. */
    static final String NAME = "installation";
    private static final String SORT = "mark";
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

    /** A part's mark. */
    private record Mark(int format, String id) {

        static Mark read(String text) throws IOException {
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            try {
                return new Mark(Integer.parseInt(properties.getProperty("format", "")), properties.getProperty("id", ""));
            } catch (NumberFormatException e) {
                throw new IOException("no mark of an installation: " + text.strip());
            }
        }

        String text() {
            return "format=" + format + "\nid=" + id + "\n";
        }
    }

    /**
     * Called before a part is opened, or made because it is missing.
     *
     * @throws StartFailure if the directory is an installation's and a part of it is not there
     */
    public void requireMounted() {
        boolean marked = Files.exists(data.resolve(NAME));
        boolean begun = marked || Files.exists(FileMasterKey.file(data));
        Path tables = DataLayout.tables(data);
        if (withTables && begun && Files.notExists(tables.resolve(OF_EVERY_DATABASE))) {
            throw new StartFailure(data + " is the directory of an installation, and " + tables
                    + " holds no tables: mount its file system or restore it");
        }
        Path blobs = DataLayout.blobs(data);
        if (withBlobs && marked && Files.notExists(blobs.resolve(NAME))) {
            throw new StartFailure(data + " is the directory of an installation, and " + blobs
                    + " holds no objects of it: mount its file system or restore it");
        }
    }

    /**
     * Compares the marks of the parts, and marks those that have none yet: all of a new installation, or of one that an earlier version
     * made.
     *
     * @param tables those in the directory; not asked if they are elsewhere
     * @throws StartFailure if a part is of another installation, or of a later version
     */
    public void requireSame(OrderedTables tables) throws IOException {
        if (!withTables && !withBlobs) {
            return;
        }
        Optional<Mark> own = read(data.resolve(NAME));
        Optional<Mark> ofTables = withTables ? read(tables) : own;
        Optional<Mark> ofBlobs = withBlobs ? read(DataLayout.blobs(data).resolve(NAME)) : own;
        Mark mark = own.or(() -> ofTables).or(() -> ofBlobs).orElseGet(() -> new Mark(FORMAT, Ids.random()));
        if (withTables && own.isPresent() && ofTables.isEmpty()) {
            throw foreign(DataLayout.tables(data), "none", mark);
        }
        ofTables.ifPresent(found -> require(DataLayout.tables(data), found, mark));
        ofBlobs.ifPresent(found -> require(DataLayout.blobs(data), found, mark));
        require(data, mark, mark);
        if (withTables && ofTables.isEmpty()) {
            tables.commit(List.of(new Change.Put(
                    Table.ACCOUNTS, NAME, SORT, mark.text().getBytes(StandardCharsets.UTF_8), Condition.ABSENT)));
        }
        if (withBlobs && ofBlobs.isEmpty()) {
            PrivateFile.write(DataLayout.blobs(data).resolve(NAME), mark.text());
        }
        if (own.isEmpty()) {
            PrivateFile.write(data.resolve(NAME), mark.text());
        }
    }

    private static Optional<Mark> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Mark.read(Files.readString(file))) : Optional.empty();
    }

    private static Optional<Mark> read(OrderedTables tables) throws IOException {
        Optional<Item> item = tables.get(Table.ACCOUNTS, NAME, SORT);
        return item.isEmpty() ? Optional.empty() : Optional.of(Mark.read(new String(item.get().value(), StandardCharsets.UTF_8)));
    }

    private void require(Path part, Mark found, Mark expected) {
        if (found.format > FORMAT) {
            throw new StartFailure(part + " was written by a later version of Coffer (format " + found.format + ", this version reads "
                    + FORMAT + "): start that version");
        }
        if (!found.id.equals(expected.id)) {
            throw foreign(part, found.id, expected);
        }
    }

    private StartFailure foreign(Path part, String id, Mark expected) {
        return new StartFailure(part + " is not of the installation in " + data + " (its id is " + id + ", not " + expected.id
                + "): mount or restore the right one");
    }
}
