package io.coffer.keys;

import io.coffer.metadata.User;

/** Amazon Resource Names of accounts and users. */
final class Arns {

    private Arns() {}

    static String root(String accountId) {
        return "arn:aws:iam::" + accountId + ":root";
    }

    static String of(User user) {
        return user(user.accountId(), user.path(), user.name());
    }

    /** @param path of the user, with a slash at either end */
    static String user(String accountId, String path, String name) {
        return "arn:aws:iam::" + accountId + ":user" + path + name;
    }
}
