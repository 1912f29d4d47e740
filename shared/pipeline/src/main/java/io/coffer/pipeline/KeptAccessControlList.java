package io.coffer.pipeline;

import io.coffer.access.AccessControlList;
import io.coffer.access.Grant;
import io.coffer.access.Grantee;
import io.coffer.metadata.AccessList;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.Permission;

/** Access control lists as buckets keep them. */
public final class KeptAccessControlList {

    private KeptAccessControlList() {}

    /** The list that a bucket has, whether or not it is enforced. */
    public static AccessControlList of(Bucket bucket) {
        return new AccessControlList(bucket.accessControlList().grants().stream()
                .map(kept -> new Grant(new Grantee(kept.grantee().id()), Permission.valueOf(kept.permission())))
                .toList());
    }

    /** What a bucket keeps of a list. */
    public static AccessList of(AccessControlList list) {
        return new AccessList(list.grants().stream()
                .map(grant -> new AccessList.Grant(new AccessList.Grantee(grant.grantee().id()), grant.permission().name()))
                .toList());
    }
}
