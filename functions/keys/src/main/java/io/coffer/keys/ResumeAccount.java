package io.coffer.keys;

import io.coffer.metadata.accounts.AccountStore;

/** Lets a suspended account be used again. A read and a commit. */
final class ResumeAccount implements OperatorAction {

    private final AccountStore accounts;

    ResumeAccount(AccountStore accounts) {
        this.accounts = accounts;
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
                accounts.putSuspended(id, false).map(Accounts::account).orElseThrow(() -> Accounts.unknown(id)));
    }
}
