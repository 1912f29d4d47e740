package io.coffer.keys;

import io.coffer.metadata.AccessKeyStore;
import io.coffer.metadata.UserStore;
import io.coffer.pipeline.Backend;
import java.util.List;

/** The actions there are. */
final class QueryActions {

    private QueryActions() {}

    static List<QueryAction> of(Backend backend) {
        UserStore users = backend.stores().users();
        AccessKeyStore keys = backend.stores().keys();
        return List.of(
                new CreateAccessKey(users, backend.secrets(), backend.clock()),
                new CreateUser(users, backend.clock()),
                new DeleteAccessKey(users),
                new DeleteUser(users),
                new DeleteUserPolicy(users),
                new GetAccessKeyLastUsed(users, keys),
                new GetCallerIdentity(users),
                new GetUser(users, backend.stores().accounts()),
                new GetUserPolicy(users),
                new ListAccessKeys(users, keys),
                new ListUserPolicies(users),
                new ListUserTags(users),
                new ListUsers(users),
                new PutUserPolicy(users),
                new TagUser(users),
                new UntagUser(users),
                new UpdateAccessKey(users, keys),
                new UpdateUser(users));
    }
}
