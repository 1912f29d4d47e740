package io.coffer.keys;

import io.coffer.metadata.Account;
import io.coffer.metadata.accounts.AccountStore;

/** The accounts in the order of their ids, page by page. One query, and a read for each account. */
final class ListAccounts implements OperatorAction {

    private final AccountStore accounts;

    ListAccounts(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Fields handle(QueryCall call) {
        Page page = Page.of(call);
        String after = page.marker().isEmpty() ? null : page.marker();
        return page.fields("Accounts", accounts.list(after, page.maxItems() + 1), Account::id, Accounts::account);
    }
}
