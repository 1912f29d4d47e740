package io.coffer.buckets;

import io.coffer.metadata.buckets.BucketStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Removes a bucket that holds neither objects nor uploads in progress; what it costs does not depend on what it once held. */
final class DeleteBucket implements BucketOperation {

    private final BucketStore buckets;

    DeleteBucket(BucketStore buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_BUCKET;
    }

    @Override
    public S3Response handle(BucketCall call) {
        Refusals.require(buckets.delete(call.bucket()));
        return S3Response.noContent();
    }
}
