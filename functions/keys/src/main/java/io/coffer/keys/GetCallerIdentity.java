package io.coffer.keys;

import io.coffer.access.IamArn;
import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;
import java.util.List;

/** Tells who signed. Anybody may ask, whatever policies say. For a user one read. */
final class GetCallerIdentity implements QueryAction {

    private final UserStore users;

    GetCallerIdentity(UserStore users) {
        this.users = users;
    }

    @Override
    public String name() {
        return "GetCallerIdentity";
    }

    @Override
    public QueryService service() {
        return QueryService.STS;
    }

    @Override
    public boolean isForEveryone() {
        return true;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public List<String> resources(QueryCall call) {
        return List.of("*");
    }

    @Override
    public Fields handle(QueryCall call) {
        String arn = IamArn.root(call.accountId());
        String id = call.accountId();
        String userName = call.caller().userName();
        if (userName != null) {
            User user = users.find(call.accountId(), userName).orElseThrow(() -> new QueryException(
                    QueryError.INVALID_CLIENT_TOKEN_ID, "The security token included in the request is invalid."));
            arn = Documents.arn(user);
            id = user.id();
        }
        return new Fields().text("Arn", arn).text("UserId", id).text("Account", call.accountId());
    }
}
