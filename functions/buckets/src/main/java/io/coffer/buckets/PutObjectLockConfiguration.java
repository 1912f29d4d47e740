package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** Refuses to lock a bucket: S3 does if a bucket was not made with object lock, and none is. */
final class PutObjectLockConfiguration implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.PUT_OBJECT_LOCK_CONFIGURATION;
    }

    @Override
    public S3Response handle(BucketCall call) {
        throw new S3Exception(S3ErrorCode.INVALID_BUCKET_STATE, "Object Lock configuration cannot be enabled on existing buckets");
    }
}
