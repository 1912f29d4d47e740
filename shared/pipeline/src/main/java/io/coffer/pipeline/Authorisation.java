package io.coffer.pipeline;

import io.coffer.auth.Caller;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Request;

/** Who may do what: an account everything on its own buckets, nobody else anything. */
final class Authorisation {

    /** @throws S3Exception AccessDenied for requests that are not signed */
    Caller.Account requireAccount(Caller caller) {
        if (caller instanceof Caller.Account account) {
            return account;
        }
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
    }

    /** @throws S3Exception AccessDenied where the caller does not own the bucket, or it is not owned by whom the request expects */
    void requireAccess(Caller.Account caller, Bucket bucket, S3Request request) {
        String expected = request.header("x-amz-expected-bucket-owner");
        if (!bucket.accountId().equals(caller.accountId()) || (expected != null && !expected.equals(bucket.accountId()))) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }
}
