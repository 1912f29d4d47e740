package io.coffer.access;

/** What a policy says about a request. */
public enum Decision {
    ALLOW,
    /** The request is denied, even if another statement or list allows it. */
    DENY,
    /** No statement applies: the policy leaves it to the access control list and to ownership. */
    NONE
}
