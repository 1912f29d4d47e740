package io.coffer.buckets;

import io.coffer.auth.Caller;
import io.coffer.pipeline.BucketCall;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** What belongs to a bucket's owner whoever else was allowed it. */
final class BucketOwner {

    private BucketOwner() {}

    /**
     * S3 API Reference, PutBucketPolicy: whoever has the permission but is not of the bucket owner's account is answered 405.
     *
     * @throws S3Exception MethodNotAllowed
     */
    static void require(BucketCall call) {
        if (!(call.caller() instanceof Caller.Account account) || !account.accountId().equals(call.bucket().accountId())) {
            throw new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED)
                    .with("Method", call.request().method())
                    .with("ResourceType", "BUCKETPOLICY");
        }
    }
}
