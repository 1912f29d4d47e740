package io.coffer.keys;

import io.coffer.access.IamArn;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;
import java.util.List;
import java.util.Optional;

/** An action on a user of the caller's account: the one that the call names or, for some, who signed if it names none. */
abstract class UserAction implements QueryAction {

    /** Whom a call without UserName is about. */
    enum Unnamed {
        NOBODY, SIGNER
    }

    final UserStore users;
    private final Unnamed unnamed;

    UserAction(UserStore users, Unnamed unnamed) {
        this.users = users;
        this.unnamed = unnamed;
    }

    @Override
    public final QueryService service() {
        return QueryService.IAM;
    }

    /** The user's ARN as it is stored, whatever the case in which the call has its name: policies tell them apart. One read. */
    @Override
    public List<String> resources(QueryCall call) {
        String name = userName(call);
        if (name.equals(User.ROOT)) {
            return List.of(IamArn.root(call.accountId()));
        }
        return List.of(
                users.find(call.accountId(), name).map(Documents::arn).orElseGet(() -> IamArn.user(call.accountId(), "/", name)));
    }

    /**
     * The name of the user that a call is about; {@link User#ROOT} for the account itself, which only its own signature can mean.
     *
     * @throws QueryException ValidationError
     */
    final String userName(QueryCall call) {
        if (unnamed == Unnamed.NOBODY) {
            return Names.require(call, "UserName", Names.USER);
        }
        return Names.find(call, "UserName", Names.USER)
                .orElseGet(() -> call.caller().isRoot() ? User.ROOT : call.caller().userName());
    }

    /**
     * The user that a call is about. One read.
     *
     * @throws QueryException NoSuchEntity
     */
    final User user(QueryCall call) {
        String name = userName(call);
        return users.find(call.accountId(), name).orElseThrow(() -> noSuchUser(name));
    }

    /** @throws QueryException NoSuchEntity if there was no user to change */
    static void requireFound(Optional<?> changed, String name) {
        if (changed.isEmpty()) {
            throw noSuchUser(name);
        }
    }

    static QueryException noSuchUser(String name) {
        return new QueryException(QueryError.NO_SUCH_ENTITY, "The user with name %s cannot be found.".formatted(name));
    }
}
