package io.coffer.keys;

import io.coffer.accounts.AccountOpening;
import io.coffer.metadata.Account;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.pipeline.AllowedRates;
import java.util.Optional;

/** Closes an account: nobody signs for it, and its buckets are closed. All it has stays. A read and a commit. */
final class SuspendAccount extends AccountAction {

    SuspendAccount(AccountStore accounts, AllowedRates rates) {
        super(accounts, rates);
    }

    @Override
    public String name() {
        return "SuspendAccount";
    }

    @Override
    Optional<Account> change(QueryCall call, String id) {
        if (id.equals(AccountOpening.FIRST_ACCOUNT)) {
            throw new QueryException(QueryError.INVALID_INPUT, "The first account cannot be suspended.");
        }
        return accounts.putSuspended(id, true);
    }
}
