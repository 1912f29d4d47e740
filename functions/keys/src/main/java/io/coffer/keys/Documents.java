package io.coffer.keys;

import io.coffer.access.IamArn;
import io.coffer.metadata.AccessKeyRecord;
import io.coffer.metadata.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What IAM's answers show, its elements in the order of the API Reference. */
final class Documents {

    private Documents() {}

    static String arn(User user) {
        return IamArn.user(user.accountId(), user.path(), user.name());
    }

    static Fields user(User user) {
        return new Fields()
                .text("Path", user.path())
                .text("UserName", user.name())
                .text("UserId", user.id())
                .text("Arn", arn(user))
                .text("CreateDate", date(user.created()));
    }

    /** With its tags, which lists of users leave out. */
    static Fields userAndTags(User user) {
        Fields fields = user(user);
        return user.tags().isEmpty() ? fields : fields.list("Tags", tags(user).stream().map(Documents::tag).toList());
    }

    static List<Map.Entry<String, String>> tags(User user) {
        return List.copyOf(new TreeMap<>(user.tags()).entrySet());
    }

    static Fields tag(Map.Entry<String, String> tag) {
        return new Fields().text("Key", tag.getKey()).text("Value", tag.getValue());
    }

    /** Without its secret. A key of the account itself has no user's name. */
    static Fields accessKey(AccessKeyRecord key) {
        return new Fields()
                .text("UserName", key.userName())
                .text("AccessKeyId", key.id())
                .text("Status", status(key))
                .text("CreateDate", date(key.created()));
    }

    static String status(AccessKeyRecord key) {
        return key.active() ? "Active" : "Inactive";
    }

    static String date(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
