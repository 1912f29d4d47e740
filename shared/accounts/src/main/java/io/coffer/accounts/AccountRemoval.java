package io.coffer.accounts;

import io.coffer.metadata.Account;
import io.coffer.metadata.User;
import io.coffer.metadata.stores.Stores;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Deletes accounts. One must be suspended before: so a mistaken id does not hit an account that is in use, nobody makes users or buckets
 * meanwhile, and whoever of its keys is still there when the process dies cannot sign.
 */
public final class AccountRemoval {

    private static final int PAGE = 100;
    private static final int NAMED = 5;

    private final Stores stores;

    public AccountRemoval(Stores stores) {
        this.stores = stores;
    }

    /**
     * Removes an account's users with their keys, its root last, then the account and what was counted for it. Begun again, it goes on
     * where it ended.
     *
     * @throws StartFailure if there is none, it is the first one, is not suspended or owns buckets
     */
    public void remove(String accountId) {
        if (accountId.equals(AccountOpening.FIRST_ACCOUNT)) {
            throw new StartFailure("the first account cannot be deleted");
        }
        Account account = stores.accounts().find(accountId).orElseThrow(() -> noAccount(accountId));
        requireUnused(account);
        removeUsers(stores, accountId);
        if (stores.accounts().delete(accountId, this::requireUnused).isEmpty()) {
            throw noAccount(accountId);
        }
        // Another process may have let somebody make a user in the seconds before it noticed the suspension.
        removeUsers(stores, accountId);
        stores.usage().remove(accountId);
    }

    private void requireUnused(Account account) {
        if (account.buckets() > 0) {
            throw new StartFailure("the account " + account.id() + " owns " + account.buckets() + " buckets (" + buckets(account)
                    + "): they are to be deleted first");
        }
        if (!account.suspended()) {
            throw new StartFailure("the account " + account.id() + " (" + account.displayName()
                    + ") is not suspended: ./coffer accounts suspend " + account.id() + " comes before its deletion");
        }
    }

    private String buckets(Account account) {
        String names = stores.buckets().list(account.id(), "", null, NAMED).stream()
                .map(bucket -> bucket.name())
                .collect(Collectors.joining(", "));
        return account.buckets() > NAMED ? names + ", ..." : names;
    }

    static void removeUsers(Stores stores, String accountId) {
        for (List<User> users = page(stores, accountId); !users.isEmpty(); users = page(stores, accountId)) {
            users.forEach(user -> stores.users().delete(accountId, user.name(), any -> { }));
        }
        if (stores.users().find(accountId, User.ROOT).isPresent()) {
            stores.users().delete(accountId, User.ROOT, any -> { });
        }
    }

    private static List<User> page(Stores stores, String accountId) {
        return stores.users().list(accountId, null, PAGE);
    }

    private static StartFailure noAccount(String accountId) {
        return new StartFailure("there is no account " + accountId);
    }
}
