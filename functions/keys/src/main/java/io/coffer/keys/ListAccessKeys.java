package io.coffer.keys;

import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.accounts.AccessKeyStore;
import io.coffer.metadata.accounts.UserStore;
import java.util.Comparator;
import java.util.List;

/** A user's keys without their secrets. A read, and one for each key. */
final class ListAccessKeys extends UserAction {

    private final AccessKeyStore keys;

    ListAccessKeys(UserStore users, AccessKeyStore keys) {
        super(users, Unnamed.SIGNER);
        this.keys = keys;
    }

    @Override
    public String name() {
        return "ListAccessKeys";
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Fields handle(QueryCall call) {
        Page page = Page.of(call);
        List<AccessKeyRecord> held = user(call).accessKeyIds().stream()
                .flatMap(id -> keys.find(id).stream())
                .sorted(Comparator.comparing(AccessKeyRecord::id))
                .toList();
        return page.fieldsOfAll("AccessKeyMetadata", held, AccessKeyRecord::id, Documents::accessKey);
    }
}
