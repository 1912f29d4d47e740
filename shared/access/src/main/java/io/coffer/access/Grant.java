package io.coffer.access;

/** One line of an access control list. */
public record Grant(Grantee grantee, Permission permission) {}
