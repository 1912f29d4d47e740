package io.coffer.keys;

import io.coffer.access.IamArn;
import io.coffer.metadata.Ids;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Makes a user that holds no key and may do nothing. A query for each thousand users that the account has, one commit. */
final class CreateUser implements QueryAction {

    /** IAM User Guide, IAM and AWS STS quotas: users in an account. */
    static final int MAX_USERS = 5_000;

    private static final String ID_PREFIX = "AIDA";
    private static final int ID_RANDOM = 17;

    private final UserStore users;
    private final Clock clock;
    private final int most;

    /** @param most how many users an account may have */
    CreateUser(UserStore users, Clock clock, int most) {
        this.users = users;
        this.clock = clock;
        this.most = most;
    }

    @Override
    public String name() {
        return "CreateUser";
    }

    @Override
    public QueryService service() {
        return QueryService.IAM;
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public List<String> resources(QueryCall call) {
        return List.of(IamArn.user(call.accountId(), path(call), name(call)));
    }

    private static String name(QueryCall call) {
        return Names.require(call, "UserName", Names.NEW_USER);
    }

    private static String path(QueryCall call) {
        return Names.findPath(call, "Path").orElse("/");
    }

    @Override
    public Fields handle(QueryCall call) {
        if (call.find("PermissionsBoundary").isPresent()) {
            throw new QueryException(QueryError.INVALID_INPUT, "Permissions boundaries are not supported: PermissionsBoundary");
        }
        Map<String, String> tags = Tags.of(call);
        if (users.hasAtLeast(call.accountId(), most)) {
            throw new QueryException(QueryError.LIMIT_EXCEEDED, "Cannot exceed quota for UsersPerAccount: " + most);
        }
        User user = User.fresh(call.accountId(), name(call), path(call), Ids.ofIam(ID_PREFIX, ID_RANDOM), clock.millis(), tags);
        if (!users.create(user)) {
            throw nameIsTaken(user.name());
        }
        return new Fields().fields("User", Documents.userAndTags(user));
    }

    static QueryException nameIsTaken(String name) {
        return new QueryException(QueryError.ENTITY_ALREADY_EXISTS, "User with name %s already exists.".formatted(name));
    }
}
