package io.coffer.metadata.accounts;

import io.coffer.metadata.Account;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Plan;
import io.coffer.metadata.PlanLimits;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Accounts by id. */
public final class AccountStore {

    private static final String SORT = "account";
    /** Under an account's canonical id stands its id. */
    private static final String CANONICAL_SORT = "canonical-id";
    /** The one partition that names every account. */
    private static final String ALL = "accounts";
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

    /**
     * Creates an account: one commit of three items.
     *
     * @return false if there is one of that id
     */
    public boolean create(String accountId, String displayName, Plan plan) {
        Account account = new Account(
                accountId, Ids.random() + Ids.random(), displayName, plan, null, false, 0, clock.millis());
        try {
            tables.commit(List.of(
                    put(account, Condition.ABSENT),
                    new Change.Put(Table.ACCOUNTS, account.canonicalId(), CANONICAL_SORT,
                            accountId.getBytes(StandardCharsets.UTF_8), Condition.ABSENT),
                    listed(accountId)));
            return true;
        } catch (CommitConflict e) {
            return false;
        }
    }

    /** Creates the account, or leaves it as it is where it exists; older installations did not list theirs. One commit or two. */
    public void createIfAbsent(String accountId, String displayName, Plan plan) {
        if (!create(accountId, displayName, plan)) {
            tables.commit(List.of(listed(accountId)));
        }
    }

    /** Accounts in the order of their ids, behind {@code after} (null for the first): one query, and a read for each. */
    public List<Account> list(@Nullable String after, int limit) {
        return ids(after, limit).stream().flatMap(id -> find(id).stream()).toList();
    }

    /** Ids of accounts in their order, behind {@code after} (null for the first): one query. */
    public List<String> ids(@Nullable String after, int limit) {
        return tables.query(Query.after(Table.ACCOUNTS, ALL, after, limit)).stream().map(Item::sort).toList();
    }

    /**
     * Puts an account on a plan: a read and a commit.
     *
     * @param own limits instead of the plan's; null for none
     * @return the account as it is now; empty if there is none
     */
    public Optional<Account> putPlan(String accountId, Plan plan, @Nullable PlanLimits own) {
        return update(accountId, account -> account.withPlan(plan, own));
    }

    /** Suspends an account or lets it be used again: a read and a commit. Empty if there is none. */
    public Optional<Account> putSuspended(String accountId, boolean suspended) {
        return update(accountId, account -> account.withSuspended(suspended));
    }

    /**
     * Deletes an account as it is now: a read and a commit of three items.
     *
     * @param allowed may throw to refuse, with the account as it is now
     * @return empty if there is none
     */
    public Optional<Account> delete(String accountId, Consumer<Account> allowed) {
        return commit(accountId, stored -> {
            Account account = stored.record();
            allowed.accept(account);
            tables.commit(List.of(
                    new Change.Delete(Table.ACCOUNTS, accountId, SORT, Condition.revision(stored.revision())),
                    new Change.Delete(Table.ACCOUNTS, account.canonicalId(), CANONICAL_SORT, Condition.NONE),
                    new Change.Delete(Table.ACCOUNTS, ALL, accountId, Condition.NONE)));
            return account;
        });
    }

    private Optional<Account> update(String accountId, UnaryOperator<Account> change) {
        return commit(accountId, stored -> {
            Account changed = change.apply(stored.record());
            tables.commit(List.of(put(changed, Condition.revision(stored.revision()))));
            return changed;
        });
    }

    private Optional<Account> commit(String accountId, Function<Stored<Account>, Account> attempt) {
        return Attempts.at(() -> stored(accountId).map(attempt));
    }

    private static Change listed(String accountId) {
        return new Change.Put(Table.ACCOUNTS, ALL, accountId, accountId.getBytes(StandardCharsets.UTF_8), Condition.NONE);
    }

    public Optional<Stored<Account>> stored(String accountId) {
        return tables.get(Table.ACCOUNTS, accountId, SORT).map(item -> Records.stored(item, Account.class));
    }

    public static Change put(Account account, Condition condition) {
        return new Change.Put(Table.ACCOUNTS, account.id(), SORT, Records.write(account), condition);
    }
}
