package io.coffer.keys;

import io.coffer.metadata.accounts.UserStore;
import org.jspecify.annotations.Nullable;

/** Takes a policy from a user. A read, a commit. */
final class DeleteUserPolicy extends UserAction {

    DeleteUserPolicy(UserStore users) {
        super(users, Unnamed.NOBODY);
    }

    @Override
    public String name() {
        return "DeleteUserPolicy";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public @Nullable Fields handle(QueryCall call) {
        String userName = userName(call);
        String policyName = Names.require(call, "PolicyName", Names.POLICY);
        requireFound(users.update(call.accountId(), userName, user -> {
            if (!user.policies().containsKey(policyName)) {
                throw GetUserPolicy.noSuchPolicy(policyName);
            }
            return user.withPolicy(policyName, null);
        }), userName);
        return null;
    }
}
