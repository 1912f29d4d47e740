package io.coffer.pipeline;

import io.coffer.access.AccessControlList;
import io.coffer.access.Permission;
import io.coffer.auth.Caller;
import io.coffer.metadata.Account;
import io.coffer.metadata.AccountStore;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.S3Operation;
import java.util.Optional;

/**
 * Who may do what. A bucket's owner may do everything with it; everybody else what its access control list grants. Objects have no lists
 * of their own: what is granted on a bucket holds for every object in it.
 */
final class Authorisation {

    private final AccountStore accounts;

    Authorisation(AccountStore accounts) {
        this.accounts = accounts;
    }

    /** Whether a caller may do an operation on a bucket: no read, but of the caller's account where a list may name it. */
    boolean allows(Caller caller, S3Operation operation, Bucket bucket) {
        if (caller instanceof Caller.Account account && account.accountId().equals(bucket.accountId())) {
            return true;
        }
        AccessControlList list = bucket.accessControlList();
        return permission(operation)
                .filter(permission -> list.allowsAnybody(permission)
                        || (caller instanceof Caller.Account account && list.allows(canonicalId(account.accountId()), permission)))
                .isPresent();
    }

    /** The id by which access control lists know an account. */
    String canonicalId(String accountId) {
        return accounts.find(accountId).map(Account::canonicalId).orElse("");
    }

    /**
     * What a list must grant for an operation; empty for what is the owner's alone.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions">S3 User Guide, What permissions
     *     can I grant?</a>
     */
    private static Optional<Permission> permission(S3Operation operation) {
        return Optional.ofNullable(switch (operation) {
            case HEAD_BUCKET, LIST_OBJECTS, LIST_OBJECTS_V2, LIST_OBJECT_VERSIONS, LIST_MULTIPART_UPLOADS,
                    GET_OBJECT, HEAD_OBJECT, GET_OBJECT_ATTRIBUTES -> Permission.READ;
            case PUT_OBJECT, POST_OBJECT, COPY_OBJECT, DELETE_OBJECT, DELETE_OBJECTS, CREATE_MULTIPART_UPLOAD, UPLOAD_PART,
                    UPLOAD_PART_COPY, LIST_PARTS, COMPLETE_MULTIPART_UPLOAD, ABORT_MULTIPART_UPLOAD -> Permission.WRITE;
            case GET_BUCKET_ACL, GET_OBJECT_ACL -> Permission.READ_ACP;
            case PUT_BUCKET_ACL, PUT_OBJECT_ACL -> Permission.WRITE_ACP;
            default -> null;
        });
    }
}
