package io.coffer.metadata;

import io.coffer.metadata.Change.Condition;
import java.util.List;
import java.util.Optional;

/** Access keys by id. */
public final class AccessKeyStore {

    private static final String SORT = "access-key";

    private final OrderedTables tables;

    public AccessKeyStore(OrderedTables tables) {
        this.tables = tables;
    }

    public Optional<AccessKeyRecord> find(String accessKeyId) {
        return tables.get(Table.ACCESS_KEYS, accessKeyId, SORT).map(item -> Records.read(item.value(), AccessKeyRecord.class));
    }

    /** Writes the key over whatever is stored under its id. One commit. */
    public void put(AccessKeyRecord key) {
        tables.commit(List.of(new Change.Put(Table.ACCESS_KEYS, key.id(), SORT, Records.write(key), Condition.NONE)));
    }
}
