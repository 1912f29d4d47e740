package io.coffer.auth;

/** Who sent a request. */
public sealed interface Caller {

    /** Nobody in particular: the request has no signature. */
    record Anonymous() implements Caller {}

    /** An account, proved by the signature of one of its access keys. */
    record Account(String accountId, String accessKeyId) implements Caller {}
}
