package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Blocks no public access any more: a read and a commit. */
final class DeletePublicAccessBlock implements BucketOperation {

    private final BucketConfigurationStore configurations;

    DeletePublicAccessBlock(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_PUBLIC_ACCESS_BLOCK;
    }

    @Override
    public S3Response handle(BucketCall call) {
        Refusals.require(configurations.delete(call.bucket(), BucketConfiguration.PUBLIC_ACCESS_BLOCK));
        return S3Response.noContent();
    }
}
