package io.coffer.keys;

import io.coffer.metadata.accounts.AccessKeyStore;
import io.coffer.metadata.accounts.UserStore;
import org.jspecify.annotations.Nullable;

/** Lets a key sign requests, or no longer; the one that signs the call, too, as at AWS. Two reads, a commit. */
final class UpdateAccessKey extends UserAction {

    private final AccessKeyStore keys;

    UpdateAccessKey(UserStore users, AccessKeyStore keys) {
        super(users, Unnamed.SIGNER);
        this.keys = keys;
    }

    @Override
    public String name() {
        return "UpdateAccessKey";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public @Nullable Fields handle(QueryCall call) {
        String id = AccessKeys.id(call);
        boolean active = AccessKeys.status(call);
        String userName = userName(call);
        boolean changed = keys.find(id).filter(key -> AccessKeys.isHeldBy(key, call.accountId(), userName)).isPresent()
                && keys.setActive(id, active);
        if (!changed) {
            throw AccessKeys.noSuchKey(id);
        }
        return null;
    }
}
