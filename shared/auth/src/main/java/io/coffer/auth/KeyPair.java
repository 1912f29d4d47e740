package io.coffer.auth;

/** What a request is signed with: the id of an access key, and its secret. It does not say whose key it is. */
public record KeyPair(String id, SecretKey secret) {}
