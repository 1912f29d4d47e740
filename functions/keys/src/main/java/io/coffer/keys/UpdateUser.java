package io.coffer.keys;

import io.coffer.metadata.User;
import io.coffer.metadata.UserStore;

/** Gives a user another name or path. Two reads, up to four more, a commit of up to four items. */
final class UpdateUser extends UserAction {

    private final UserStore users;

    UpdateUser(UserStore users) {
        super(users, Unnamed.NOBODY);
        this.users = users;
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Fields handle(QueryCall call) {
        User user = user(call);
        String name = Names.find(call, "NewUserName", Names.NEW_USER).orElse(user.name());
        String path = Names.findPath(call, "NewPath").orElse(user.path());
        return switch (users.rename(call.accountId(), user.name(), name, path)) {
            case DONE -> null;
            case NAME_IS_TAKEN -> throw CreateUser.nameIsTaken(name);
            case NO_SUCH_USER -> throw noSuchUser(user.name());
        };
    }
}
