package io.coffer.keys;

import io.coffer.accounts.AccountOpening;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.pipeline.AllowedRates;

/** Closes an account: nobody signs for it, and its buckets are closed. All it has stays. A read and a commit. */
final class SuspendAccount implements OperatorAction {

    private final AccountStore accounts;
    private final AllowedRates rates;

    SuspendAccount(AccountStore accounts, AllowedRates rates) {
        this.accounts = accounts;
        this.rates = rates;
    }

    @Override
    public String name() {
        return "SuspendAccount";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public String subject(QueryCall call) {
        return Accounts.require(call);
    }

    @Override
    public Fields handle(QueryCall call) {
        String id = subject(call);
        if (id.equals(AccountOpening.FIRST_ACCOUNT)) {
            throw new QueryException(QueryError.INVALID_INPUT, "The first account cannot be suspended.");
        }
        return new Fields().fields("Account",
                accounts.putSuspended(id, true).map(account -> Accounts.account(account, rates)).orElseThrow(() -> Accounts.unknown(id)));
    }
}
