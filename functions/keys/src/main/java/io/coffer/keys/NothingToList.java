package io.coffer.keys;

import io.coffer.metadata.accounts.UserStore;
import java.util.List;

/**
 * An action that lists what Coffer's users do not have, such as groups and attached policies: Terraform looks for it before it destroys a
 * user, and so do people's scripts. One read.
 */
final class NothingToList extends UserAction {

    private final String name;
    private final String listName;

    /** @param listName the element that would hold what there is */
    NothingToList(String name, String listName, UserStore users) {
        super(users, Unnamed.SIGNER);
        this.name = name;
        this.listName = listName;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean changes() {
        return false;
    }

    /** @throws QueryException NoSuchEntity, if a call names a user that is not there */
    @Override
    public Fields handle(QueryCall call) {
        if (call.find("UserName").isPresent()) {
            user(call);
        }
        return new Fields().list(listName, List.of()).text("IsTruncated", false);
    }
}
