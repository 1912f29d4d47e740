package io.coffer.access;

/**
 * Who is granted something: one account, or a group.
 *
 * @param id an account's canonical id, or a group's URI
 */
public record Grantee(String id) {

    /** Everybody, with a key or without one. */
    public static final Grantee ALL_USERS = new Grantee("http://acs.amazonaws.com/groups/global/AllUsers");

    /** Everybody whose request is signed. */
    public static final Grantee AUTHENTICATED_USERS = new Grantee("http://acs.amazonaws.com/groups/global/AuthenticatedUsers");

    /** Whether it is one of the groups there are. */
    public boolean isGroup() {
        return equals(ALL_USERS) || equals(AUTHENTICATED_USERS);
    }

    /** Whether everybody the other grantee stands for belongs to this one. */
    public boolean covers(Grantee other) {
        return equals(other) || equals(ALL_USERS) || (equals(AUTHENTICATED_USERS) && !other.equals(ALL_USERS));
    }
}
