package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Removes a bucket's tags, if it has any: a read and a commit. */
final class DeleteBucketTagging implements BucketOperation {

    private final BucketConfigurationStore configurations;

    DeleteBucketTagging(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_BUCKET_TAGGING;
    }

    @Override
    public S3Response handle(BucketCall call) {
        Refusals.require(configurations.delete(call.bucket(), BucketConfiguration.TAGGING));
        return S3Response.noContent();
    }
}
