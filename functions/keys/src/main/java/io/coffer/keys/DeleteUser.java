package io.coffer.keys;

import io.coffer.metadata.User;
import io.coffer.metadata.accounts.UserStore;
import org.jspecify.annotations.Nullable;

/** Deletes a user that holds no key and has no policy any more. A read, a commit. */
final class DeleteUser extends UserAction {

    DeleteUser(UserStore users) {
        super(users, Unnamed.NOBODY);
    }

    @Override
    public String name() {
        return "DeleteUser";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public @Nullable Fields handle(QueryCall call) {
        String name = userName(call);
        requireFound(users.delete(call.accountId(), name, DeleteUser::requireEmpty), name);
        return null;
    }

    private static void requireEmpty(User user) {
        if (!user.accessKeyIds().isEmpty()) {
            throw new QueryException(QueryError.DELETE_CONFLICT, "Cannot delete entity, must delete access keys first.");
        }
        if (!user.policies().isEmpty()) {
            throw new QueryException(QueryError.DELETE_CONFLICT, "Cannot delete entity, must delete policies first.");
        }
    }
}
