package io.coffer.keys;

import io.coffer.auth.Caller;

/** Amazon Resource Names of accounts and users. */
final class Arns {

    private Arns() {}

    static String of(Caller.Account caller) {
        return caller.isRoot() ? "arn:aws:iam::" + caller.accountId() + ":root" : user(caller.accountId(), "/", caller.userName());
    }

    /** @param path of the user, with a slash at either end */
    static String user(String accountId, String path, String name) {
        return "arn:aws:iam::" + accountId + ":user" + path + name;
    }
}
