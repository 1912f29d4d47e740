package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.AccelerateConfiguration;

/** Tells whether transfer acceleration was ever suspended: one read, none if it was not. */
final class GetBucketAccelerateConfiguration implements BucketOperation {

    private final BucketConfigurationStore configurations;

    GetBucketAccelerateConfiguration(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_ACCELERATE_CONFIGURATION;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return configurations.find(call.bucket(), BucketConfiguration.ACCELERATE)
                .map(S3Response::document)
                .orElseGet(() -> S3Response.xml(new AccelerateConfiguration(null)));
    }
}
