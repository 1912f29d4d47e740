package io.coffer.keys;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountIds;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.StartFailure;
import io.coffer.metadata.Account;
import io.coffer.metadata.Plan;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.pipeline.AllowedRates;

/** Makes an account and its root's first pair, whose secret is told this once. Three reads, a query, two commits. */
final class CreateAccount implements OperatorAction {

    private static final int MAX_NAME = 128;

    private final AccountStore accounts;
    private final AllowedRates rates;
    private final AccountOpening opening;

    CreateAccount(AccountStore accounts, AllowedRates rates, AccountOpening opening) {
        this.accounts = accounts;
        this.rates = rates;
        this.opening = opening;
    }

    @Override
    public String name() {
        return "CreateAccount";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public String subject(QueryCall call) {
        return Accounts.find(call).orElse(call.accountId());
    }

    @Override
    public Fields handle(QueryCall call) {
        String name = displayName(call);
        Plan plan = Accounts.plan(call.find("Plan").orElse(Plan.FREE.name()));
        String id = Accounts.find(call).orElseGet(() -> AccountIds.fresh(accounts));
        AccessKeyPair pair = create(id, name, plan);
        Account account = accounts.find(id).orElseThrow(() -> Accounts.unknown(id));
        return new Fields()
                .fields("Account", Accounts.account(account, rates))
                .fields("AccessKey", new Fields()
                        .text("AccessKeyId", pair.accessKeyId())
                        .text("SecretAccessKey", pair.secretAccessKey()));
    }

    private AccessKeyPair create(String id, String name, Plan plan) {
        try {
            return opening.create(id, name, plan);
        } catch (StartFailure e) {
            throw new QueryException(QueryError.ENTITY_ALREADY_EXISTS, "Account with id %s already exists.".formatted(id));
        }
    }

    private static String displayName(QueryCall call) {
        String name = call.require("DisplayName");
        Names.requireLength("DisplayName", name, MAX_NAME);
        if (name.isBlank() || name.codePoints().anyMatch(Character::isISOControl)) {
            throw QueryCall.unfit("DisplayName", name, "Member must not be blank nor contain control characters");
        }
        return name;
    }
}
