package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Makes a bucket encrypt only objects whose writers ask for it: a read and a commit. */
final class DeleteBucketEncryption implements BucketOperation {

    private final BucketConfigurationStore configurations;

    DeleteBucketEncryption(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_BUCKET_ENCRYPTION;
    }

    @Override
    public S3Response handle(BucketCall call) {
        Refusals.require(configurations.delete(call.bucket(), BucketConfiguration.ENCRYPTION));
        return S3Response.noContent();
    }
}
