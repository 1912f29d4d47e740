package io.coffer.access;


/** Amazon Resource Names of accounts and users. */
public final class IamArn {

    private static final String PREFIX = "arn:aws:iam::";

    private IamArn() {}

    public static String root(String accountId) {
        return PREFIX + accountId + ":root";
    }

    /** @param path of the user, with a slash at either end */
    public static String user(String accountId, String path, String name) {
        return PREFIX + accountId + ":user" + path + name;
    }
}
