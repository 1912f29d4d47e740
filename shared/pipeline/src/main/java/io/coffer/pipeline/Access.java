package io.coffer.pipeline;

import io.coffer.access.AccessControlList;
import io.coffer.access.AclHeaders;
import io.coffer.auth.Caller;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import java.util.Optional;

/**
 * What the caller of one request may do. The pipeline asks before it calls an operation; operations ask for what else they touch: the
 * source of a copy, each of many objects.
 */
public final class Access {

    private final Authorisation authorisation;
    private final Caller caller;
    private final S3Request request;

    Access(Authorisation authorisation, Caller caller, S3Request request) {
        this.authorisation = authorisation;
        this.caller = caller;
        this.request = request;
    }

    /** What another caller may do by a request. */
    Access of(Caller other, S3Request otherRequest) {
        return new Access(authorisation, other, otherRequest);
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

    /** As {@link #require}, as a question. */
    public boolean allows(S3Operation operation, Bucket bucket, String key, String versionId) {
        return authorisation.allows(caller, operation, bucket);
    }

    /**
     * Lets a request's ACL headers pass where they ask for no more than the bucket gives: there are no lists on single objects, so that
     * nobody can make one object public inside a private bucket.
     *
     * @throws S3Exception AccessControlListNotSupported, and as {@link AclHeaders#read}
     */
    public void requireListWithin(Bucket bucket) {
        String owner = request.headers().names().stream().anyMatch(name -> name.startsWith("x-amz-grant-"))
                ? authorisation.canonicalId(bucket.accountId())
                : "";
        requireListWithin(bucket, AclHeaders.read(request.headers(), owner), owner);
    }

    /** As {@link #requireListWithin(Bucket)}, for a list that stands elsewhere. */
    public void requireListWithin(Bucket bucket, Optional<AccessControlList> asked, String ownerCanonicalId) {
        if (asked.isPresent() && !bucket.accessControlList().includes(asked.get(), ownerCanonicalId)) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }
}
