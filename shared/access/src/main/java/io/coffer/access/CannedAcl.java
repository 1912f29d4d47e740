package io.coffer.access;

import io.coffer.protocol.Permission;
import io.coffer.protocol.errors.S3Exception;
import java.util.Arrays;
import java.util.List;

/**
 * The access control lists that have a name.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl">S3 User Guide, Canned ACL</a>
 */
public enum CannedAcl {
    PRIVATE("private"),
    PUBLIC_READ("public-read", new Grant(Grantee.ALL_USERS, Permission.READ)),
    PUBLIC_READ_WRITE("public-read-write",
            new Grant(Grantee.ALL_USERS, Permission.READ), new Grant(Grantee.ALL_USERS, Permission.WRITE)),
    AUTHENTICATED_READ("authenticated-read", new Grant(Grantee.AUTHENTICATED_USERS, Permission.READ)),
    /** For objects alone; the bucket's owner owns every object here, so it adds nothing. */
    BUCKET_OWNER_READ("bucket-owner-read"),
    /** As {@link #BUCKET_OWNER_READ}. */
    BUCKET_OWNER_FULL_CONTROL("bucket-owner-full-control");

    private final String value;
    private final List<Grant> toOthers;

    CannedAcl(String value, Grant... toOthers) {
        this.value = value;
        this.toOthers = List.of(toOthers);
    }

    /** What it grants beside the owner's full control. */
    List<Grant> toOthers() {
        return toOthers;
    }

    /**
     * @param name as in {@code x-amz-acl}
     * @throws S3Exception InvalidArgument for a name there is not
     */
    public static CannedAcl named(String name) {
        return Arrays.stream(values())
                .filter(acl -> acl.value.equals(name))
                .findFirst()
                .orElseThrow(() -> S3Exception.invalidArgument("x-amz-acl", name, ""));
    }
}
