package io.coffer.keys;

import io.coffer.metadata.accounts.UserStore;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives a user tags, over those of the same keys. A read, a commit. */
final class TagUser extends UserAction {

    TagUser(UserStore users) {
        super(users, Unnamed.NOBODY);
    }

    @Override
    public String name() {
        return "TagUser";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public @Nullable Fields handle(QueryCall call) {
        String userName = userName(call);
        Map<String, String> given = Tags.of(call);
        requireFound(users.update(call.accountId(), userName, user -> {
            // Keys are the same whatever their case; the newer spelling stays.
            Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            tags.putAll(user.tags());
            given.keySet().forEach(tags::remove);
            tags.putAll(given);
            Tags.requireRoom(tags);
            return user.withTags(tags);
        }), userName);
        return null;
    }
}
