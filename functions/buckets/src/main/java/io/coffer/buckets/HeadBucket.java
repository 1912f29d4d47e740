package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.NetworkHeader;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Tells that a bucket exists and the caller may use it: no call beyond the pipeline's read of the bucket. */
final class HeadBucket implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.HEAD_BUCKET;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return NetworkHeader.write(call.bucket(), S3Response.ok()
                .with("x-amz-bucket-region", call.bucket().region())
                .with("x-amz-access-point-alias", "false")
                .with("Content-Type", "application/xml"));
    }
}
