package io.coffer.keys;

import io.coffer.metadata.accounts.UserStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes a key from its user for good; the one that signs the call, too, and an account's last, as at AWS: whoever has the installation's
 * tables makes another one with {@code ./coffer keys create}. A read, a commit of three items.
 */
final class DeleteAccessKey extends UserAction {

    DeleteAccessKey(UserStore users) {
        super(users, Unnamed.SIGNER);
    }

    @Override
    public String name() {
        return "DeleteAccessKey";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public @Nullable Fields handle(QueryCall call) {
        String id = AccessKeys.id(call);
        if (users.removeKey(call.accountId(), userName(call), id).isEmpty()) {
            throw AccessKeys.noSuchKey(id);
        }
        return null;
    }
}
