package io.coffer.keys;

import io.coffer.metadata.Account;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.pipeline.AllowedRates;
import java.util.Optional;

/** Lets a suspended account be used again. A read and a commit. */
final class ResumeAccount extends AccountAction {

    ResumeAccount(AccountStore accounts, AllowedRates rates) {
        super(accounts, rates);
    }

    @Override
    public String name() {
        return "ResumeAccount";
    }

    @Override
    Optional<Account> change(QueryCall call, String id) {
        return accounts.putSuspended(id, false);
    }
}
