package io.coffer.access;

/** What a policy says about a request. */
public enum Decision {
    ALLOW,
    /** Whatever else allows it. */
    DENY,
    /** No statement applies: the policy leaves it to the access control list and to ownership. */
    NONE
}
