package io.coffer.pipeline;

import io.coffer.access.AccessControlList;
import io.coffer.access.AclHeaders;
import io.coffer.access.PolicyRequest;
import io.coffer.access.S3Actions;
import io.coffer.auth.Caller;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Headers;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.TagSet;
import java.util.Optional;

/**
 * What the caller of one request may do. The pipeline asks before it calls an operation; operations ask for what else they touch: the
 * source of a copy, each of many objects.
 */
public final class Access {

    private static final String OWNERS = "bucket-owner-full-control";

    private final Authorisation authorisation;
    private final Asker asker;

    private Access(Authorisation authorisation, Asker asker) {
        this.authorisation = authorisation;
        this.asker = asker;
    }

    Access(Authorisation authorisation, Caller caller, S3Request request) {
        this(authorisation, Asker.of(caller, request));
    }

    /** What another caller may do by a request. */
    Access of(Caller other, S3Request otherRequest) {
        return new Access(authorisation, other, otherRequest);
    }

    /** The same request, where the tags it gives an object, which policies may ask for, do not stand in its header. */
    public Access giving(TagSet tags) {
        return new Access(authorisation, new Asker(asker.caller(), asker.request(), () -> tags));
    }

    /**
     * @param key null for what is about the bucket
     * @param versionId null where the request names no version
     * @throws S3Exception AccessDenied
     */
    public void require(S3Operation operation, Bucket bucket, String key, String versionId) {
        if (!allows(operation, bucket, key, versionId)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    /**
     * What is about no bucket that is there.
     *
     * @param bucketName the bucket to be made; null for the service
     * @throws S3Exception AccessDenied
     */
    void requireService(S3Operation operation, String bucketName) {
        String resource = bucketName == null ? PolicyRequest.ALL_BUCKETS : PolicyRequest.arn(bucketName, null);
        if (!authorisation.allowsService(asker, S3Actions.of(operation, false), resource)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    /** As {@link #require}, as a question. */
    public boolean allows(S3Operation operation, Bucket bucket, String key, String versionId) {
        return authorisation.allows(asker, operation, bucket, key, versionId);
    }

    /** S3 API Reference, GetObject: who may not list a bucket is not told which keys it does not have. */
    public S3Exception veiled(S3Exception refusal, Bucket bucket) {
        return refusal.code() == S3ErrorCode.NO_SUCH_KEY && !allows(S3Operation.LIST_OBJECTS_V2, bucket, null, null)
                ? new S3Exception(S3ErrorCode.ACCESS_DENIED)
                : refusal;
    }

    /**
     * Lets a request's ACL headers pass where they ask for no more than the bucket gives: there are no lists on single objects, so that
     * nobody can make one object public inside a private bucket.
     *
     * @throws S3Exception AccessControlListNotSupported, AccessDenied where public lists are blocked, and as {@link AclHeaders#read}
     */
    public void requireListWithin(Bucket bucket) {
        if (authorisation.settings().bucketOwnerEnforced(bucket)) {
            requireNoListButTheOwners();
            return;
        }
        String owner = asker.request().headers().names().stream().anyMatch(name -> name.startsWith("x-amz-grant-"))
                ? authorisation.canonicalId(bucket.accountId())
                : "";
        requireListWithin(bucket, AclHeaders.read(asker.request().headers(), owner), owner);
    }

    /** S3 User Guide, Controlling ownership of objects: where the owner alone has access, headers may say just that. */
    private void requireNoListButTheOwners() {
        S3Headers headers = asker.request().headers();
        boolean others = headers.names().stream().anyMatch(name -> name.startsWith("x-amz-grant-"))
                || !headers.find("x-amz-acl").orElse(OWNERS).equals(OWNERS);
        if (others) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }

    /** As {@link #requireListWithin(Bucket)}, for a list that stands elsewhere. */
    public void requireListWithin(Bucket bucket, Optional<AccessControlList> asked, String ownerCanonicalId) {
        asked.ifPresent(list -> requireNotBlocked(bucket, list));
        if (asked.isPresent() && !authorisation.settings().accessControlList(bucket).includes(asked.get(), ownerCanonicalId)) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }

    /**
     * Lets a list be put on a bucket where the bucket takes one.
     *
     * @throws S3Exception AccessControlListNotSupported where the owner alone has access, AccessDenied where public lists are blocked
     */
    public void requireListAllowed(Bucket bucket, AccessControlList list) {
        if (authorisation.settings().bucketOwnerEnforced(bucket)) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
        requireNotBlocked(bucket, list);
    }

    private void requireNotBlocked(Bucket bucket, AccessControlList list) {
        if (list.isPublic() && authorisation.settings().publicAccessBlock(bucket).blockPublicAcls()) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }
}
