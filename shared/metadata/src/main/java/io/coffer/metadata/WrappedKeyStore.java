package io.coffer.metadata;

import io.coffer.metadata.Change.Condition;
import java.util.List;
import java.util.Optional;

/** The installation's master key as a key management service has wrapped it: one item, written once. */
public final class WrappedKeyStore {

    private static final String PARTITION = "master-key";
    private static final String SORT = "wrapped";

    private final OrderedTables tables;

    public WrappedKeyStore(OrderedTables tables) {
        this.tables = tables;
    }

    public Optional<byte[]> find() {
        return tables.get(Table.ACCOUNTS, PARTITION, SORT).map(Item::value);
    }

    /** Stores it unless there is one already. @return the one that is stored now */
    public byte[] putIfAbsent(byte[] wrapped) {
        try {
            tables.commit(List.of(new Change.Put(Table.ACCOUNTS, PARTITION, SORT, wrapped, Condition.ABSENT)));
            return wrapped;
        } catch (CommitConflict e) {
            return find().orElseThrow(() -> e);
        }
    }
}
