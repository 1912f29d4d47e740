package io.coffer.keys;

import io.coffer.metadata.accounts.UserStore;
import java.util.Map;

/** A user's tags. One read. */
final class ListUserTags extends UserAction {

    ListUserTags(UserStore users) {
        super(users, Unnamed.NOBODY);
    }

    @Override
    public String name() {
        return "ListUserTags";
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Fields handle(QueryCall call) {
        Page page = Page.of(call);
        return page.fieldsOfAll("Tags", Documents.tags(user(call)), Map.Entry::getKey, Documents::tag);
    }
}
