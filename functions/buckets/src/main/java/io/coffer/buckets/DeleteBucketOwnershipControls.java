package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Takes back what was said about who owns a bucket's objects: a read and a commit. */
final class DeleteBucketOwnershipControls implements BucketOperation {

    private final BucketConfigurationStore configurations;

    DeleteBucketOwnershipControls(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS;
    }

    @Override
    public S3Response handle(BucketCall call) {
        Refusals.require(configurations.delete(call.bucket(), BucketConfiguration.OWNERSHIP_CONTROLS));
        return S3Response.noContent();
    }
}
