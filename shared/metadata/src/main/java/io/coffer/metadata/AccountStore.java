package io.coffer.metadata;

import io.coffer.metadata.Change.Condition;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Accounts by id. */
public final class AccountStore {

    private static final String SORT = "account";

    private final OrderedTables tables;
    private final Clock clock;

    public AccountStore(OrderedTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    public Optional<Account> find(String accountId) {
        return stored(accountId).map(Stored::record);
    }

    /** Creates the account, or leaves it as it is where it exists. One commit. */
    public void createIfAbsent(String accountId, String displayName, Plan plan) {
        Account account = new Account(accountId, Ids.random() + Ids.random(), displayName, plan, 0, clock.millis());
        try {
            tables.commit(List.of(put(account, Condition.ABSENT)));
        } catch (CommitConflict e) {
            // Another process was first: its account is as good.
        }
    }

    Optional<Stored<Account>> stored(String accountId) {
        return tables.get(Table.ACCOUNTS, accountId, SORT).map(item -> Records.stored(item, Account.class));
    }

    static Change put(Account account, Condition condition) {
        return new Change.Put(Table.ACCOUNTS, account.id(), SORT, Records.write(account), condition);
    }
}
