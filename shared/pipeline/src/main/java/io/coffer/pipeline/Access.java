package io.coffer.pipeline;

import io.coffer.access.AccessControlList;
import io.coffer.access.AclHeaders;
import io.coffer.access.ConditionKeys;
import io.coffer.access.PolicyRequest;
import io.coffer.auth.AuthenticatedRequest;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of one request may do. The pipeline asks before it calls an operation; operations ask for what else they touch: the
 * source of a copy, each of many objects.
 */
public final class Access {

    private static final String OWNERS = "bucket-owner-full-control";

    private final Authorisation authorisation;
    private final RequestContext context;

    private Access(Authorisation authorisation, RequestContext context) {
        this.authorisation = authorisation;
        this.context = context;
    }

    /** @param operation null for another service's */
    static Access of(Authorisation authorisation, @Nullable S3Operation operation, AuthenticatedRequest authenticated) {
        return new Access(authorisation,
                RequestContext.of(authenticated.caller(), authenticated.authentication(), operation, authenticated.request()));
    }

    /** What the caller of another request for the same operation may do. */
    Access of(AuthenticatedRequest other) {
        return of(authorisation, context.operation(), other);
    }

    /** The operation that is asked for; empty for another service's. */
    Optional<S3Operation> asked() {
        return Optional.ofNullable(context.operation());
    }

    /** The operation that a call of S3's own asks for. */
    S3Operation operation() {
        return asked().orElseThrow();
    }

    /**
     * The same request, where the tags it gives an object, which policies may ask for, do not stand in its header.
     *
     * @param tags asked only if a policy asks
     */
    public Access giving(Supplier<TagSet> tags) {
        return new Access(authorisation, context.giving(tags));
    }

    /**
     * The same request, where a condition key's value stands in its document.
     *
     * @param key as in {@link ConditionKeys}
     * @param value null for none
     */
    public Access telling(String key, @Nullable String value) {
        return new Access(authorisation, context.telling(key, value));
    }

    /**
     * @param key null for what is about the bucket
     * @param versionId null if the request names no version
     * @throws S3Exception AccessDenied
     */
    public void require(S3Operation operation, Bucket bucket, @Nullable String key, @Nullable String versionId) {
        if (!allows(operation, bucket, key, versionId)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    /**
     * What another API does with a bucket than S3's own.
     *
     * @param action such as {@code s3:TagResource}
     * @throws S3Exception AccessDenied
     */
    public void require(String action, Bucket bucket) {
        if (!authorisation.allows(context, action, bucket)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    /**
     * What is about no bucket that is there.
     *
     * @param bucketName the bucket to be made; null for the service
     * @throws S3Exception AccessDenied
     */
    public void requireService(S3Operation operation, @Nullable String bucketName) {
        requireService(operation.action(false), bucketName);
    }

    /** As {@link #requireService(S3Operation, String)}, for an action that an operation takes besides its own. */
    public void requireService(String action, @Nullable String bucketName) {
        String resource = bucketName == null ? PolicyRequest.ALL_BUCKETS : PolicyRequest.arn(bucketName, null);
        if (!authorisation.allowsService(context, action, resource)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    /**
     * AWS means the account's number; the canonical id, which listings and ACLs tell, is taken as well.
     *
     * @param expected who the request says owns the bucket; null if it does not say
     * @throws S3Exception AccessDenied
     */
    void requireOwner(Bucket bucket, @Nullable String expected) {
        if (expected != null && !expected.equals(bucket.accountId())
                && !expected.equals(authorisation.canonicalId(bucket.accountId()))) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    /** @throws S3Exception AccessDenied if the request expects another owner of its bucket */
    void requireExpectedOwner(Bucket bucket) {
        requireOwner(bucket, context.request().header("x-amz-expected-bucket-owner"));
    }

    /**
     * Turns away whoever can have no right of the kind, before an operation that authorises itself reads what it would be about.
     *
     * @throws S3Exception AccessDenied
     */
    void requireAnyRight(S3Operation operation, Bucket bucket) {
        if (!authorisation.mayHaveRight(context, operation, bucket)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    /** As {@link #require}, as a question. */
    public boolean allows(S3Operation operation, Bucket bucket, @Nullable String key, @Nullable String versionId) {
        return authorisation.allows(context, operation, bucket, key, versionId);
    }

    /** Whether the caller writes by the bucket's list, which lets nobody replace what is there, except the owner. */
    boolean makesNewObjectsAlone(S3Operation operation, Bucket bucket, String key) {
        return authorisation.allowsByListAlone(context, operation, bucket, key);
    }

    /**
     * S3 API Reference, GetObject: who may not list a bucket is not told which keys it does not have. The key stands for the prefix of the
     * listing, so that who may list a prefix is told of what lies in it.
     *
     * @see <a href="https://github.com/ceph/ceph/pull/68577">ceph, pull request 68577: as AWS does</a>
     */
    public S3Exception hidingExistence(S3Exception refusal, Bucket bucket, String key) {
        return refusal.code() == S3ErrorCode.NO_SUCH_KEY
                && !telling(ConditionKeys.PREFIX, key).allows(S3Operation.LIST_OBJECTS_V2, bucket, null, null)
                ? new S3Exception(S3ErrorCode.ACCESS_DENIED)
                : refusal;
    }

    /**
     * Lets a request's ACL headers pass where they ask for what the bucket gives: there are no lists on single objects, so that nobody can
     * make one object public inside a private bucket, nor believe one to be private inside a public bucket.
     *
     * @throws S3Exception AccessControlListNotSupported, AccessDenied where public lists are blocked, and as {@link AclHeaders#read}
     */
    public void requireListWithin(Bucket bucket) {
        if (authorisation.settings().bucketOwnerEnforced(bucket)) {
            requireNoListButTheOwners();
            return;
        }
        if (AclHeaders.areIn(context.request().headers())) {
            String owner = authorisation.canonicalId(bucket.accountId());
            AclHeaders.read(context.request().headers(), owner).ifPresent(list -> requireListWithin(bucket, list, owner));
        }
    }

    /** S3 User Guide, Controlling ownership of objects: where the owner alone has access, headers may say just that. */
    private void requireNoListButTheOwners() {
        S3Headers headers = context.request().headers();
        boolean others = headers.names().stream().anyMatch(name -> name.startsWith("x-amz-grant-"))
                || !headers.find("x-amz-acl").orElse(OWNERS).equals(OWNERS);
        if (others) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }

    private void requireListWithin(Bucket bucket, AccessControlList asked, String ownerCanonicalId) {
        requireNotBlocked(bucket, asked);
        if (!authorisation.settings().accessControlList(bucket).givesObjects(asked, ownerCanonicalId)) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }

    /**
     * Lets a list be put on an object where it is what the bucket gives its objects.
     *
     * @throws S3Exception AccessControlListNotSupported, AccessDenied where public lists are blocked
     */
    public void requireListAllowedOfObject(Bucket bucket, AccessControlList list, String ownerCanonicalId) {
        requireListsAllowed(bucket);
        requireListWithin(bucket, list, ownerCanonicalId);
    }

    /**
     * Lets a list be put on a bucket where the bucket takes one.
     *
     * @throws S3Exception AccessControlListNotSupported if the owner alone has access, AccessDenied where public lists are blocked
     */
    public void requireListAllowed(Bucket bucket, AccessControlList list) {
        requireListsAllowed(bucket);
        requireNotBlocked(bucket, list);
    }

    private void requireListsAllowed(Bucket bucket) {
        if (authorisation.settings().bucketOwnerEnforced(bucket)) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }

    private void requireNotBlocked(Bucket bucket, AccessControlList list) {
        if (list.isPublic() && authorisation.settings().publicAccessBlock(bucket).blocksPublicAcls()) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }
}
