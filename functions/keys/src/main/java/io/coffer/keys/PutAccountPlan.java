package io.coffer.keys;

import io.coffer.metadata.Plan;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.pipeline.AllowedRates;

/** Puts an account on a plan, with the plan's limits or its own. What it holds stays, over a limit, too. A read and a commit. */
final class PutAccountPlan implements OperatorAction {

    private final AccountStore accounts;
    private final AllowedRates rates;

    PutAccountPlan(AccountStore accounts, AllowedRates rates) {
        this.accounts = accounts;
        this.rates = rates;
    }

    @Override
    public String name() {
        return "PutAccountPlan";
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
                .map(account -> Accounts.account(account, rates))
                .orElseThrow(() -> Accounts.unknown(subject(call))));
    }
}
