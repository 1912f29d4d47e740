package io.coffer.access;

import io.coffer.protocol.Permission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who was granted what. The owner needs no grant: nobody can lock an owner out with a list. */
public record AccessControlList(List<Grant> grants) {

    private static final Set<Permission> OF_OBJECTS = EnumSet.of(Permission.READ, Permission.READ_ACP, Permission.WRITE_ACP);

    public AccessControlList {
        grants = grants == null ? List.of() : List.copyOf(grants);
    }

    /** A canned list, as S3 writes it out: the owner's full control first. */
    public static AccessControlList of(CannedAcl canned, String ownerCanonicalId) {
        List<Grant> grants = new ArrayList<>();
        grants.add(new Grant(new Grantee(ownerCanonicalId), Permission.FULL_CONTROL));
        grants.addAll(canned.toOthers());
        return new AccessControlList(grants);
    }

    /** The list without its grants to groups. */
    public AccessControlList withoutGroups() {
        return new AccessControlList(grants.stream().filter(grant -> !grant.grantee().isGroup()).toList());
    }

    /** Whether it grants anything to a group. */
    public boolean isPublic() {
        return grants.stream().anyMatch(grant -> grant.grantee().isGroup());
    }

    /** Whether anybody may, with a key or without one. */
    public boolean allowsAnybody(Permission permission) {
        return allows(Grantee.ALL_USERS, permission);
    }

    /** Whether the account of a canonical id may. */
    public boolean allows(String canonicalId, Permission permission) {
        return allows(new Grantee(canonicalId), permission);
    }

    /** Whether it gives nobody anything, except the owner. */
    public boolean isPrivate(String ownerCanonicalId) {
        return grants.stream().allMatch(grant -> grant.grantee().equals(new Grantee(ownerCanonicalId)));
    }

    /** Whether the other list gives nobody, except the owner, what this one does not. */
    public boolean includes(AccessControlList other, String ownerCanonicalId) {
        Grantee owner = new Grantee(ownerCanonicalId);
        return other.grants.stream()
                .filter(grant -> !grant.grantee().equals(owner))
                .allMatch(grant -> allows(grant.grantee(), grant.permission()));
    }

    /** Whether both lists give everybody the same, except the owner, who has everything. */
    public boolean givesTheSameAs(AccessControlList other, String ownerCanonicalId) {
        return includes(other, ownerCanonicalId) && other.includes(this, ownerCanonicalId);
    }

    /**
     * Whether this list of a bucket gives everybody except the owner, on the objects in it, what another one asks for, and no more. What
     * WRITE lets them do is to the bucket, not to an object that is there.
     */
    public boolean givesObjects(AccessControlList asked, String ownerCanonicalId) {
        Grantee owner = new Grantee(ownerCanonicalId);
        return includes(asked, ownerCanonicalId) && grants.stream()
                .filter(grant -> !grant.grantee().equals(owner))
                .allMatch(grant -> OF_OBJECTS.stream()
                        .filter(grant.permission()::includes)
                        .allMatch(permission -> asked.allows(grant.grantee(), permission)));
    }

    private boolean allows(Grantee grantee, Permission permission) {
        return grants.stream()
                .anyMatch(grant -> grant.grantee().covers(grantee) && grant.permission().includes(permission));
    }
}
