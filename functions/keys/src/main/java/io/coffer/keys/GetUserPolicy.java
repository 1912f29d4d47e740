package io.coffer.keys;

import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;
import io.coffer.protocol.UriEncoding;

/** A policy of a user as it was put, URL-encoded. One read. */
final class GetUserPolicy extends UserAction {

    GetUserPolicy(UserStore users) {
        super(users, Unnamed.NOBODY);
    }

    @Override
    public String name() {
        return "GetUserPolicy";
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Fields handle(QueryCall call) {
        String policyName = Names.require(call, "PolicyName", Names.POLICY);
        User user = user(call);
        String document = user.policies().get(policyName);
        if (document == null) {
            throw noSuchPolicy(policyName);
        }
        return new Fields()
                .text("UserName", user.name())
                .text("PolicyName", policyName)
                .text("PolicyDocument", UriEncoding.encode(document));
    }

    static QueryException noSuchPolicy(String name) {
        return new QueryException(QueryError.NO_SUCH_ENTITY, "The user policy with name %s cannot be found.".formatted(name));
    }
}
