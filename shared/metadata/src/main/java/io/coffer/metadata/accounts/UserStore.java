package io.coffer.metadata.accounts;

import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.User;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The users of accounts, and which access keys each holds. A user, its policies and the ids of its keys are one item, changed under its
 * revision together with the key itself: so no user has more keys than it may, and no key is without its user.
 */
public final class UserStore {

    private static final String PREFIX = "user/";
    /** The first text behind everything that begins with {@link #PREFIX}. */
    private static final String END = "user0";

    private static final int PAGE = 1000;

    /** The revision of a root that was never written. */
    private static final String NOT_WRITTEN = "";

    private final OrderedTables tables;
    private final Clock clock;

    public UserStore(OrderedTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** One read. The root is found once it holds a key. */
    public Optional<User> find(String accountId, String name) {
        return stored(accountId, name).map(Stored::record);
    }

    /** An account's users, except for its root, in the order of their names, behind {@code after} (null for the first): one query. */
    public List<User> list(String accountId, @Nullable String after, int limit) {
        return tables.query(new Query(Table.ACCOUNTS, accountId, sort(after == null ? User.ROOT : after), false, END, limit, false))
                .stream()
                .map(item -> Records.read(item.value(), User.class))
                .toList();
    }

    /** Whether an account has so many users besides its root: a query for each thousand of them. */
    public boolean hasAtLeast(String accountId, int users) {
        @Nullable String after = null;
        int left = users;
        while (left > 0) {
            List<User> page = list(accountId, after, Math.min(PAGE, left));
            if (page.isEmpty()) {
                return false;
            }
            left -= page.size();
            after = page.get(page.size() - 1).name();
        }
        return true;
    }

    /** Whichever name it has now: as many queries as the account has thousands of users. */
    public Optional<User> findById(String accountId, String id) {
        @Nullable String after = null;
        while (true) {
            List<User> page = list(accountId, after, PAGE);
            Optional<User> found = page.stream().filter(user -> user.id().equals(id)).findFirst();
            if (found.isPresent() || page.size() < PAGE) {
                return found;
            }
            after = page.get(PAGE - 1).name();
        }
    }

    /**
     * Creates a user: one commit.
     *
     * @return false if there is one of that name
     */
    public boolean create(User user) {
        try {
            tables.commit(List.of(put(user, Condition.ABSENT)));
            return true;
        } catch (CommitConflict e) {
            return false;
        }
    }

    /**
     * Changes a user as it is now, its keys left alone: a read and a commit.
     *
     * @param change may throw to refuse
     * @return empty if there is no such user
     */
    public Optional<User> update(String accountId, String name, UnaryOperator<User> change) {
        return commit(accountId, name, user -> {
            User changed = change.apply(user.record());
            return new Outcome(changed, List.of(put(changed, Condition.revision(user.revision()))));
        });
    }

    /**
     * Deletes a user: a read and a commit.
     *
     * @param allowed may throw to refuse, with the user as it is now
     * @return empty if there is no such user
     */
    public Optional<User> delete(String accountId, String name, Consumer<User> allowed) {
        return commit(accountId, name, user -> {
            allowed.accept(user.record());
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.Delete(Table.ACCOUNTS, accountId, sort(name), Condition.revision(user.revision())));
            user.record().accessKeyIds().forEach(id -> changes.addAll(AccessKeyStore.remove(id)));
            return new Outcome(user.record(), changes);
        });
    }

    /**
     * Gives a user a key, over whatever is stored under its id: a read, one commit of two items. The root needs not be there before.
     *
     * @param allowed may throw to refuse, with the user as it is now
     * @return empty if there is no such user
     */
    public Optional<User> putKey(AccessKeyRecord key, Consumer<User> allowed) {
        String name = key.userName() == null ? User.ROOT : key.userName();
        return commit(key.accountId(), name, user -> {
            allowed.accept(user.record());
            User changed = user.record().withAccessKey(key.id());
            Condition unchanged = user.revision().equals(NOT_WRITTEN) ? Condition.ABSENT : Condition.revision(user.revision());
            return new Outcome(changed, List.of(put(changed, unchanged), AccessKeyStore.put(key, Condition.NONE)));
        });
    }

    /**
     * Takes a key from its user, for good: a read, one commit.
     *
     * @return empty if the user does not hold it
     */
    public Optional<User> removeKey(String accountId, String name, String accessKeyId) {
        return commit(accountId, name, user -> {
            if (!user.record().accessKeyIds().contains(accessKeyId)) {
                return null;
            }
            User changed = user.record().withoutAccessKey(accessKeyId);
            List<Change> changes = new ArrayList<>(AccessKeyStore.remove(accessKeyId));
            changes.add(put(changed, Condition.revision(user.revision())));
            return new Outcome(changed, changes);
        });
    }

    /** What became of {@link #rename}. */
    public enum Renaming {
        DONE, NAME_IS_TAKEN, NO_SUCH_USER
    }

    /** Gives a user another name and path; what it holds and may do stays. Up to four reads, a commit of up to four items. */
    public Renaming rename(String accountId, String name, String newName, String newPath) {
        return Attempts.at(() -> {
            Optional<Stored<User>> user = stored(accountId, name);
            if (user.isEmpty()) {
                return Renaming.NO_SUCH_USER;
            }
            boolean staysInPlace = sort(name).equals(sort(newName));
            if (!staysInPlace && stored(accountId, newName).isPresent()) {
                return Renaming.NAME_IS_TAKEN;
            }
            tables.commit(renaming(user.get(), newName, newPath, staysInPlace));
            return Renaming.DONE;
        });
    }

    private List<Change> renaming(Stored<User> user, String newName, String newPath, boolean staysInPlace) {
        User before = user.record();
        User after = before.withName(newName, newPath);
        List<Change> changes = new ArrayList<>();
        Condition unchanged = Condition.revision(user.revision());
        if (staysInPlace) {
            changes.add(put(after, unchanged));
        } else {
            changes.add(new Change.Delete(Table.ACCOUNTS, before.accountId(), sort(before.name()), unchanged));
            changes.add(put(after, Condition.ABSENT));
        }
        for (String id : before.accessKeyIds()) {
            AccessKeyStore.stored(tables, id).ifPresent(key ->
                    changes.add(AccessKeyStore.put(key.record().withUserName(newName), Condition.revision(key.revision()))));
        }
        return changes;
    }

    /** @param user as it is after the changes */
    private record Outcome(User user, List<Change> changes) {}

    private interface Attempt {

        /** Null for nothing to do. */
        @Nullable Outcome on(Stored<User> user);
    }

    private Optional<User> commit(String accountId, String name, Attempt attempt) {
        return Attempts.at(() -> stored(accountId, name)
                .or(() -> absentRoot(accountId, name))
                .map(attempt::on)
                .map(outcome -> {
                    tables.commit(outcome.changes());
                    return outcome.user();
                }));
    }

    /** Every account has a root, written down with the first key it holds. */
    private Optional<Stored<User>> absentRoot(String accountId, String name) {
        return name.equals(User.ROOT)
                ? Optional.of(new Stored<>(User.root(accountId, clock.millis()), NOT_WRITTEN))
                : Optional.empty();
    }

    private Optional<Stored<User>> stored(String accountId, String name) {
        return tables.get(Table.ACCOUNTS, accountId, sort(name)).map(item -> Records.stored(item, User.class));
    }

    /** IAM API Reference, CreateUser: names are not distinguished by case. */
    private static String sort(String name) {
        return PREFIX + name.toLowerCase(Locale.ROOT);
    }

    private static Change put(User user, Condition condition) {
        return new Change.Put(Table.ACCOUNTS, user.accountId(), sort(user.name()), Records.write(user), condition);
    }
}
