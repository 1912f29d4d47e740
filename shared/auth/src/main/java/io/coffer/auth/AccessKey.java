package io.coffer.auth;

import org.jspecify.annotations.Nullable;

/**
 * An access key that may sign requests, and the account it acts for.
 *
 * @param userName the account's user who holds it; null for the account itself, its root
 */
public record AccessKey(String id, SecretKey secret, String accountId, @Nullable String userName) {

    public KeyPair pair() {
        return new KeyPair(id, secret);
    }

    Caller.Account caller() {
        return new Caller.Account(accountId, userName, id);
    }
}
