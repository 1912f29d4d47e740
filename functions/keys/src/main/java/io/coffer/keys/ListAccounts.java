package io.coffer.keys;

import io.coffer.metadata.Account;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.pipeline.AllowedRates;

/** The accounts in the order of their ids, page by page. One query, and a read for each account. */
final class ListAccounts implements OperatorAction {

    private final AccountStore accounts;
    private final AllowedRates rates;

    ListAccounts(AccountStore accounts, AllowedRates rates) {
        this.accounts = accounts;
        this.rates = rates;
    }

    @Override
    public String name() {
        return "ListAccounts";
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Fields handle(QueryCall call) {
        Page page = Page.of(call);
        String after = page.marker().isEmpty() ? null : page.marker();
        return page.fields("Accounts", accounts.list(after, page.maxItems() + 1), Account::id, account -> Accounts.account(account, rates));
    }
}
