package io.coffer.keys;

import io.coffer.access.IamArn;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a user another name or path. Two reads, up to four more, a commit of up to four items.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html">IAM API Reference, UpdateUser: the requester needs
 *     rights on both the source object and the target object</a>
 */
final class UpdateUser extends UserAction {

    UpdateUser(UserStore users) {
        super(users, Unnamed.NOBODY);
    }

    @Override
    public String name() {
        return "UpdateUser";
    }

    @Override
    public boolean changes() {
        return true;
    }

    /** The user as it is called, and as it would be. Two reads. */
    @Override
    public List<String> resources(QueryCall call) {
        List<String> resources = new ArrayList<>(super.resources(call));
        users.find(call.accountId(), userName(call))
                .map(user -> IamArn.user(call.accountId(), path(call, user), name(call, user)))
                .ifPresent(resources::add);
        return resources;
    }

    private static String name(QueryCall call, User user) {
        return Names.find(call, "NewUserName", Names.NEW_USER).orElse(user.name());
    }

    private static String path(QueryCall call, User user) {
        return Names.findPath(call, "NewPath").orElse(user.path());
    }

    @Override
    public @Nullable Fields handle(QueryCall call) {
        User user = user(call);
        String name = name(call, user);
        String path = path(call, user);
        return switch (users.rename(call.accountId(), user.name(), name, path)) {
            case DONE -> null;
            case NAME_IS_TAKEN -> throw CreateUser.nameIsTaken(name);
            case NO_SUCH_USER -> throw noSuchUser(user.name());
        };
    }
}
