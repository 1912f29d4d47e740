package io.coffer.keys;

import io.coffer.metadata.accounts.AccountStore;
import io.coffer.pipeline.AllowedRates;

/** Lets a suspended account be used again. A read and a commit. */
final class ResumeAccount implements OperatorAction {

    private final AccountStore accounts;
    private final AllowedRates rates;

    ResumeAccount(AccountStore accounts, AllowedRates rates) {
        this.accounts = accounts;
        this.rates = rates;
    }

    @Override
    public String name() {
        return "ResumeAccount";
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
        return new Fields().fields("Account",
                accounts.putSuspended(id, false).map(account -> Accounts.account(account, rates)).orElseThrow(() -> Accounts.unknown(id)));
    }
}
