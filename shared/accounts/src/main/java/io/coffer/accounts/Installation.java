package io.coffer.accounts;

import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An installation, as each of its processes opens it: its tables, and the master key that is wrapped in them. */
public final class Installation {

    private final OrderedTables tables;
    private final Supplier<? extends KeyWrapping> wrapping;
    private final Clock clock;
    private final Stores stores;
    private @Nullable MasterKey masterKey;

    public Installation(OrderedTables tables, KeyWrapping wrapping, Clock clock) {
        this(tables, () -> wrapping, clock);
    }

    /** @param wrapping asked only if the master key is */
    public Installation(OrderedTables tables, Supplier<? extends KeyWrapping> wrapping, Clock clock) {
        this.tables = tables;
        this.wrapping = wrapping;
        this.clock = clock;
        this.stores = Stores.over(tables, clock);
    }

    public OrderedTables tables() {
        return tables;
    }

    public Stores stores() {
        return stores;
    }

    public Clock clock() {
        return clock;
    }

    public KeyWrapping wrapping() {
        return wrapping.get();
    }

    /**
     * Opened when it is first asked for. A rotation changes what it is wrapped under, and not the key.
     *
     * @throws StartFailure if there is none yet
     */
    public synchronized MasterKey masterKey() {
        if (masterKey == null) {
            masterKey = wrapping().require();
        }
        return masterKey;
    }

    /** As {@link #masterKey()}, for whoever makes the installation. */
    public synchronized MasterKey openOrMakeMasterKey() {
        if (masterKey == null) {
            masterKey = wrapping().openOrMake();
        }
        return masterKey;
    }

    /** Makes accounts, and the master key if there is none yet. */
    public AccountOpening opening() {
        return new AccountOpening(stores, openOrMakeMasterKey(), clock);
    }
}
