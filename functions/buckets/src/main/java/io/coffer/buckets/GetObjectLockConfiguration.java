package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** Tells that a bucket has no object lock. */
final class GetObjectLockConfiguration implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.GET_OBJECT_LOCK_CONFIGURATION;
    }

    @Override
    public S3Response handle(BucketCall call) {
        throw new S3Exception(S3ErrorCode.OBJECT_LOCK_CONFIGURATION_NOT_FOUND).with("BucketName", call.bucket().name());
    }
}
