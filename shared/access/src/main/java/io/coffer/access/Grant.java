package io.coffer.access;

import io.coffer.protocol.Permission;

/** One line of an access control list. */
public record Grant(Grantee grantee, Permission permission) {}
