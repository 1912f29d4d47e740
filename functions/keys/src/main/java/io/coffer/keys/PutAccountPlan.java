package io.coffer.keys;

import io.coffer.metadata.Account;
import io.coffer.metadata.Plan;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.pipeline.AllowedRates;
import java.util.Optional;

/** Puts an account on a plan, with the plan's limits or its own. What it holds stays, over a limit, too. A read and a commit. */
final class PutAccountPlan extends AccountAction {

    PutAccountPlan(AccountStore accounts, AllowedRates rates) {
        super(accounts, rates);
    }

    @Override
    public String name() {
        return "PutAccountPlan";
    }

    @Override
    Optional<Account> change(QueryCall call, String id) {
        Plan plan = Accounts.plan(call.require("Plan"));
        return accounts.putPlan(id, plan, Accounts.ownLimits(call, plan).orElse(null));
    }
}
