package io.coffer.metadata;

import io.coffer.metadata.Change.Condition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Accounts by id. */
public final class AccountStore {

    private static final String SORT = "account";
    /** Under an account's canonical id stands its id. */
    private static final String CANONICAL_SORT = "canonical-id";
    private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");

    private final OrderedTables tables;
    private final Clock clock;

    public AccountStore(OrderedTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    public Optional<Account> find(String accountId) {
        return stored(accountId).map(Stored::record);
    }

    /** The account that a canonical id stands for: two reads. */
    public Optional<Account> findByCanonicalId(String canonicalId) {
        return Optional.of(canonicalId)
                .filter(id -> CANONICAL_ID.matcher(id).matches())
                .flatMap(id -> tables.get(Table.ACCOUNTS, id, CANONICAL_SORT))
                .flatMap(item -> find(new String(item.value(), StandardCharsets.UTF_8)));
    }

    /** Creates the account, or leaves it as it is where it exists. One commit. */
    public void createIfAbsent(String accountId, String displayName, Plan plan) {
        Account account = new Account(accountId, Ids.random() + Ids.random(), displayName, plan, 0, clock.millis());
        try {
            tables.commit(List.of(put(account, Condition.ABSENT), new Change.Put(Table.ACCOUNTS, account.canonicalId(), CANONICAL_SORT,
                    accountId.getBytes(StandardCharsets.UTF_8), Condition.ABSENT)));
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
