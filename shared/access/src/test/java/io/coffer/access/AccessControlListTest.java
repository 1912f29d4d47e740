package io.coffer.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessControlListTest {

    private static final String OWNER = "owner";
    private static final String OTHER = "other";

    private static AccessControlList canned(String name) {
        return AccessControlList.of(CannedAcl.named(name), OWNER);
    }

    private static AccessControlList granting(String id, Permission permission) {
        return new AccessControlList(List.of(new Grant(new Grantee(id), permission)));
    }

    @ParameterizedTest
    @CsvSource({
        "private, false, false, false, false",
        "public-read, true, false, true, false",
        "public-read-write, true, true, true, true",
        "authenticated-read, false, false, true, false",
        "bucket-owner-read, false, false, false, false",
        "bucket-owner-full-control, false, false, false, false"})
    void cannedLists(String name, boolean anybodyReads, boolean anybodyWrites, boolean otherReads, boolean otherWrites) {
        AccessControlList list = canned(name);
        assertEquals(anybodyReads, list.allowsAnybody(Permission.READ));
        assertEquals(anybodyWrites, list.allowsAnybody(Permission.WRITE));
        assertEquals(otherReads, list.allows(OTHER, Permission.READ));
        assertEquals(otherWrites, list.allows(OTHER, Permission.WRITE));
        assertFalse(list.allowsAnybody(Permission.READ_ACP));
        assertFalse(list.allows(OTHER, Permission.WRITE_ACP));
        assertEquals(anybodyReads || otherReads, list.isPublic());
    }

    @Test
    void fullControlIsEveryPermission() {
        AccessControlList list = granting(OTHER, Permission.FULL_CONTROL);
        for (Permission permission : Permission.values()) {
            assertTrue(list.allows(OTHER, permission));
            assertFalse(list.allowsAnybody(permission));
            assertFalse(list.allows("third", permission));
        }
    }

    @Test
    void aPermissionIsNoOther() {
        AccessControlList list = granting(OTHER, Permission.WRITE);
        assertTrue(list.allows(OTHER, Permission.WRITE));
        assertFalse(list.allows(OTHER, Permission.READ));
        assertFalse(list.allows(OTHER, Permission.FULL_CONTROL));
    }

    @Test
    void aListIncludesWhatGivesNobodyMore() {
        assertTrue(canned("private").includes(canned("private"), OWNER));
        assertTrue(canned("public-read").includes(canned("private"), OWNER));
        assertTrue(canned("public-read").includes(canned("authenticated-read"), OWNER));
        assertTrue(canned("public-read").includes(granting(OTHER, Permission.READ), OWNER));
        assertTrue(canned("public-read-write").includes(canned("public-read"), OWNER));
        assertTrue(canned("private").includes(granting(OWNER, Permission.FULL_CONTROL), OWNER));
        assertFalse(canned("private").includes(canned("public-read"), OWNER));
        assertFalse(canned("authenticated-read").includes(canned("public-read"), OWNER));
        assertFalse(canned("public-read").includes(canned("public-read-write"), OWNER));
        assertFalse(canned("public-read").includes(granting(OTHER, Permission.FULL_CONTROL), OWNER));
        assertFalse(canned("private").includes(granting(OTHER, Permission.READ), OWNER));
    }

    @Test
    void listsGiveTheSameWhereOthersHaveTheSame() {
        assertTrue(canned("private").givesTheSameAs(new AccessControlList(List.of()), OWNER));
        assertTrue(canned("public-read").givesTheSameAs(canned("public-read"), OWNER));
        assertFalse(canned("public-read").givesTheSameAs(canned("private"), OWNER));
        assertFalse(canned("private").givesTheSameAs(canned("public-read"), OWNER));
    }

    @Test
    void aBucketsListGivesObjectsWhatConcernsThem() {
        assertTrue(canned("private").givesObjects(canned("private"), OWNER));
        assertTrue(canned("private").givesObjects(canned("bucket-owner-full-control"), OWNER));
        assertTrue(canned("public-read").givesObjects(canned("public-read"), OWNER));
        assertTrue(canned("public-read-write").givesObjects(canned("public-read"), OWNER));
        assertTrue(granting(OTHER, Permission.WRITE).givesObjects(canned("private"), OWNER));
        assertFalse(canned("public-read").givesObjects(canned("private"), OWNER));
        assertFalse(canned("public-read").givesObjects(canned("authenticated-read"), OWNER));
        assertFalse(canned("private").givesObjects(canned("public-read"), OWNER));
        assertFalse(granting(OTHER, Permission.FULL_CONTROL).givesObjects(canned("private"), OWNER));
    }

    @Test
    void groupsCanBeLeftOut() {
        assertEquals(canned("private"), canned("public-read-write").withoutGroups());
    }
}
