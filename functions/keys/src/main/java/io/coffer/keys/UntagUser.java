package io.coffer.keys;

import io.coffer.metadata.accounts.UserStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes tags from a user. A read, a commit. */
final class UntagUser extends UserAction {

    UntagUser(UserStore users) {
        super(users, Unnamed.NOBODY);
    }

    @Override
    public String name() {
        return "UntagUser";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public @Nullable Fields handle(QueryCall call) {
        String userName = userName(call);
        List<String> keys = Tags.keys(call);
        requireFound(users.update(call.accountId(), userName, user -> {
            Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            tags.putAll(user.tags());
            keys.forEach(tags::remove);
            return user.withTags(tags);
        }), userName);
        return null;
    }
}
