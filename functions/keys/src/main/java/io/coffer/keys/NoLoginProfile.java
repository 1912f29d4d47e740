package io.coffer.keys;

import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;

/** An action on a user's password, which no user has. One read. */
final class NoLoginProfile extends UserAction {

    private final String name;

    NoLoginProfile(String name, UserStore users) {
        super(users, Unnamed.NOBODY);
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean changes() {
        return false;
    }

    /** @throws QueryException NoSuchEntity, always */
    @Override
    public Fields handle(QueryCall call) {
        User user = user(call);
        throw new QueryException(QueryError.NO_SUCH_ENTITY, "Login Profile for User %s cannot be found.".formatted(user.name()));
    }
}
