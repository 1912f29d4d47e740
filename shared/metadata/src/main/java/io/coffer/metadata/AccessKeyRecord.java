package io.coffer.metadata;

import org.jspecify.annotations.Nullable;

/**
 * An access key as it is kept.
 *
 * @param userName the account's user who holds it; null for the account itself, its root
 * @param sealedSecret the secret, encrypted by the caller
 * @param active whether requests may be signed with it
 * @param created milliseconds since the epoch
 */
public record AccessKeyRecord(String id, String accountId, @Nullable String userName, byte[] sealedSecret, boolean active, long created) {

    public AccessKeyRecord withActive(boolean state) {
        return new AccessKeyRecord(id, accountId, userName, sealedSecret, state, created);
    }

    public AccessKeyRecord withUserName(String name) {
        return new AccessKeyRecord(id, accountId, name, sealedSecret, active, created);
    }
}
