package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Removes a bucket's CORS rules, if it has any: a read and a commit. */
final class DeleteBucketCors implements BucketOperation {

    private final BucketConfigurationStore configurations;

    DeleteBucketCors(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_BUCKET_CORS;
    }

    @Override
    public S3Response handle(BucketCall call) {
        Refusals.require(configurations.delete(call.bucket(), BucketConfiguration.CORS));
        return S3Response.noContent();
    }
}
