package io.coffer.keys;

import io.coffer.metadata.Account;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.pipeline.AllowedRates;
import java.util.Optional;

/** An operator's action that changes an account, which the call names, and answers with it as it is then. */
abstract class AccountAction implements OperatorAction {

    final AccountStore accounts;
    private final AllowedRates rates;

    AccountAction(AccountStore accounts, AllowedRates rates) {
        this.accounts = accounts;
        this.rates = rates;
    }

    @Override
    public final boolean changes() {
        return true;
    }

    @Override
    public final String subject(QueryCall call) {
        return Accounts.require(call);
    }

    @Override
    public final Fields handle(QueryCall call) {
        String id = subject(call);
        return new Fields().fields("Account", change(call, id)
                .map(account -> Accounts.account(account, rates))
                .orElseThrow(() -> Accounts.unknown(id)));
    }

    /** Empty if there is no such account. */
    abstract Optional<Account> change(QueryCall call, String id);
}
