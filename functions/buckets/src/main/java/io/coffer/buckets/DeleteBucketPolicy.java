package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Removes a bucket's policy, if it has one: a read and a commit. */
final class DeleteBucketPolicy implements BucketOperation {

    private final BucketConfigurationStore configurations;

    DeleteBucketPolicy(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_BUCKET_POLICY;
    }

    @Override
    public S3Response handle(BucketCall call) {
        BucketOwner.require(call);
        Refusals.require(configurations.delete(call.bucket(), BucketConfiguration.POLICY));
        return S3Response.noContent();
    }
}
