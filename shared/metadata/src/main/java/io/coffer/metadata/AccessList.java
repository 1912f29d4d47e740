package io.coffer.metadata;

import java.util.List;

/** A bucket's access control list as it is stored. Metadata does not know what its permissions allow. */
public record AccessList(List<Grant> grants) {

    public static final AccessList EMPTY = new AccessList(List.of());

    public AccessList {
        grants = grants == null ? List.of() : List.copyOf(grants);
    }

    /** @param permission by its name */
    public record Grant(Grantee grantee, String permission) {}

    /** @param id an account's canonical id, or what names a group */
    public record Grantee(String id) {}
}
