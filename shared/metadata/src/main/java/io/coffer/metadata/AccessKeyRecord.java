package io.coffer.metadata;

/**
 * An access key as it is kept.
 *
 * @param sealedSecret the secret, encrypted by the caller
 * @param active whether requests may be signed with it
 * @param created milliseconds since the epoch
 */
public record AccessKeyRecord(String id, String accountId, byte[] sealedSecret, boolean active, long created) {}
