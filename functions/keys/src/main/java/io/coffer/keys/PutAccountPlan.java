package io.coffer.keys;

import io.coffer.metadata.Plan;
import io.coffer.metadata.accounts.AccountStore;

/** Puts an account on a plan, with the plan's limits or its own. What it holds stays, over a limit, too. A read and a commit. */
final class PutAccountPlan implements OperatorAction {

    private final AccountStore accounts;

    PutAccountPlan(AccountStore accounts) {
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
        Plan plan = Accounts.plan(call.require("Plan"));
        return new Fields().fields("Account", accounts.putPlan(subject(call), plan, Accounts.ownLimits(call, plan).orElse(null))
                .map(Accounts::account)
                .orElseThrow(() -> Accounts.unknown(subject(call))));
    }
}
