package io.coffer.metadata.accounts;

import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import java.util.List;
import java.util.Optional;

/** Access keys by id. Who holds which is {@link UserStore}'s. */
public final class AccessKeyStore {

    private static final String SORT = "access-key";
    private static final String LAST_USED = "last-used";

    private final OrderedTables tables;

    public AccessKeyStore(OrderedTables tables) {
        this.tables = tables;
    }

    public Optional<AccessKeyRecord> find(String accessKeyId) {
        return stored(tables, accessKeyId).map(Stored::record);
    }

    static Optional<Stored<AccessKeyRecord>> stored(OrderedTables tables, String accessKeyId) {
        return tables.get(Table.ACCESS_KEYS, accessKeyId, SORT).map(item -> Records.stored(item, AccessKeyRecord.class));
    }

    /**
     * Lets requests be signed with a key, or no longer: a read and a commit.
     *
     * @return false if there is no such key
     */
    public boolean setActive(String accessKeyId, boolean active) {
        return Attempts.at(() -> {
            Optional<Stored<AccessKeyRecord>> key = stored(tables, accessKeyId);
            key.ifPresent(found ->
                    tables.commit(List.of(put(found.record().withActive(active), Condition.revision(found.revision())))));
            return key.isPresent();
        });
    }

    public Optional<LastUsed> lastUsed(String accessKeyId) {
        return tables.get(Table.USAGE, accessKeyId, LAST_USED).map(item -> Records.read(item.value(), LastUsed.class));
    }

    /** Notes the use of a key: one commit. */
    public void putLastUsed(String accessKeyId, LastUsed use) {
        tables.commit(List.of(
                new Change.Put(Table.USAGE, accessKeyId, LAST_USED, Records.write(use), Condition.NONE)));
    }

    static Change put(AccessKeyRecord key, Condition condition) {
        return new Change.Put(Table.ACCESS_KEYS, key.id(), SORT, Records.write(key), condition);
    }

    /** A key and what is known about its use go together. */
    static List<Change> remove(String accessKeyId) {
        return List.of(
                new Change.Delete(Table.ACCESS_KEYS, accessKeyId, SORT, Condition.NONE),
                new Change.Delete(Table.USAGE, accessKeyId, LAST_USED, Condition.NONE));
    }
}
