package io.coffer.auth;

/** An access key that may sign requests, and the account it acts for. */
public record AccessKey(String id, SecretKey secret, String accountId) {}
