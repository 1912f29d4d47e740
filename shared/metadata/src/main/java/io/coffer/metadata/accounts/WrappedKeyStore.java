package io.coffer.metadata.accounts;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The installation's master key, wrapped under a key that is kept elsewhere: one item. */
public final class WrappedKeyStore {

    private static final String PARTITION = "master-key";

    private final OrderedTables tables;
    private final Kind kind;

    /** Where the key is that it is wrapped under. */
    public enum Kind {
        KMS("wrapped"),
        FILE("wrapped-by-file");

        private final String sort;

        Kind(String sort) {
            this.sort = sort;
        }
    }

    public WrappedKeyStore(OrderedTables tables, Kind kind) {
        this.tables = tables;
        this.kind = kind;
    }

    /** One read. */
    public Optional<byte[]> find() {
        return item().map(Item::value);
    }

    /** Stores it unless there is one already. @return the one that is stored now */
    public byte[] putIfAbsent(byte[] wrapped) {
        try {
            put(wrapped, Condition.ABSENT);
            return wrapped;
        } catch (CommitConflict e) {
            return find().orElseThrow(() -> e);
        }
    }

    /**
     * Puts it in the place of the one that was found: a read and a commit.
     *
     * @param found null if none was
     * @return false, with nothing changed, where another is stored now
     */
    public boolean replace(byte @Nullable [] found, byte[] wrapped) {
        Optional<Item> now = item();
        if (!Arrays.equals(found, now.map(Item::value).orElse(null))) {
            return false;
        }
        try {
            put(wrapped, now.map(item -> Condition.revision(item.revision())).orElse(Condition.ABSENT));
            return true;
        } catch (CommitConflict e) {
            return false;
        }
    }

    private Optional<Item> item() {
        return tables.get(Table.ACCOUNTS, PARTITION, kind.sort);
    }

    private void put(byte[] wrapped, Condition condition) {
        tables.commit(List.of(new Change.Put(Table.ACCOUNTS, PARTITION, kind.sort, wrapped, condition)));
    }
}
