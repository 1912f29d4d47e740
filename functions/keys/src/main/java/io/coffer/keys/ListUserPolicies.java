package io.coffer.keys;

import io.coffer.metadata.accounts.UserStore;
import java.util.function.Function;

/** The names of a user's policies. One read. */
final class ListUserPolicies extends UserAction {

    ListUserPolicies(UserStore users) {
        super(users, Unnamed.NOBODY);
    }

    @Override
    public String name() {
        return "ListUserPolicies";
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Fields handle(QueryCall call) {
        Page page = Page.of(call);
        return page.fieldsOfAll("PolicyNames", user(call).policies().keySet().stream().sorted().toList(),
                Function.identity(), name -> name);
    }
}
