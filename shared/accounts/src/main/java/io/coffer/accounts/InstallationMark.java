package io.coffer.accounts;

import io.coffer.metadata.Ids;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What says that tables or a directory are an installation's.
 *
 * @param format in which they are written
 * @param id the installation's
 */
public record InstallationMark(int format, String id) {

    /** What this version writes. It reads all formats up to it. */
    public static final int FORMAT = 2;

    /** Of the file that is the mark of a directory, and of the partition that is the mark of tables. */
    public static final String NAME = "installation";
    private static final String SORT = "mark";

    /** Of an installation that is new, or that a version without marks made. */
    public static InstallationMark fresh() {
        return new InstallationMark(FORMAT, Ids.random());
    }

    /** @throws IOException if it is something else */
    public static InstallationMark read(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        try {
            return new InstallationMark(Integer.parseInt(properties.getProperty("format", "")), properties.getProperty("id", ""));
        } catch (NumberFormatException e) {
            throw new IOException("no mark of an installation: " + text.strip());
        }
    }

    public String text() {
        return "format=" + format + "\nid=" + id + "\n";
    }

    /** That of tables. Costs one read. */
    public static Optional<InstallationMark> in(OrderedTables tables) throws IOException {
        Optional<Item> item = tables.get(Table.ACCOUNTS, NAME, SORT);
        return item.isEmpty() ? Optional.empty() : Optional.of(read(new String(item.get().value(), StandardCharsets.UTF_8)));
    }

    /** The same mark, in the format that this version writes. */
    public InstallationMark raised() {
        return new InstallationMark(Math.max(FORMAT, format), id);
    }

    /** Whether what it marks is to be marked anew before this version writes to it. */
    public boolean isOfEarlierFormat() {
        return format < FORMAT;
    }

    /** Marks tables anew that have the mark of an earlier format. */
    public void raiseIn(OrderedTables tables) {
        tables.commit(List.of(mark(Condition.NONE)));
    }

    private Change mark(Condition condition) {
        return new Change.Put(Table.ACCOUNTS, NAME, SORT, text().getBytes(StandardCharsets.UTF_8), condition);
    }

    /** @throws CommitConflict if they have one */
    public void putInto(OrderedTables tables) {
        tables.commit(List.of(mark(Condition.ABSENT)));
    }

    /**
     * For tables that are no directory's: marks them if they have no mark, or that of an earlier format. If several processes do it
     * together, one wins.
     *
     * @throws StartFailure if a later version wrote them
     */
    public static void requireReadable(OrderedTables tables, boolean mayMark) {
        try {
            Optional<InstallationMark> mark = in(tables);
            if (mark.isPresent()) {
                mark.get().requireReadable("the tables' data");
                if (mayMark && mark.get().isOfEarlierFormat()) {
                    mark.get().raised().raiseIn(tables);
                }
            } else if (mayMark) {
                fresh().putInto(tables);
            }
        } catch (CommitConflict e) {
            requireReadable(tables, false);
        } catch (IOException e) {
            throw new StartFailure("cannot read the tables: " + e.getMessage());
        }
    }

    /**
     * Compares the format with that of this version.
     *
     * @param part what has the mark
     */
    public void requireReadable(String part) {
        if (format > FORMAT) {
            throw new StartFailure(part + " was written by a later version of Coffer (format " + format + ", this version reads " + FORMAT
                    + "): start that version");
        }
    }
}
