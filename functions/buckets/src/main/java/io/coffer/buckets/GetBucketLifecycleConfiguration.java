package io.coffer.buckets;

import io.coffer.lifecycle.KeptLifecycle;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** A bucket's lifecycle rules as they were put: one read. The older GetBucketLifecycle is the same request. */
final class GetBucketLifecycleConfiguration implements BucketOperation {

    private final BucketConfigurationStore configurations;

    GetBucketLifecycleConfiguration(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION;
    }

    @Override
    public S3Response handle(BucketCall call) {
        KeptLifecycle kept = configurations.find(call.bucket(), BucketConfiguration.LIFECYCLE)
                .map(KeptLifecycle::read)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_LIFECYCLE_CONFIGURATION)
                        .with("BucketName", call.bucket().name()));
        return S3Response.xml(kept.configuration())
                .with(PutBucketLifecycleConfiguration.MINIMUM_SIZE, kept.transitionDefaultMinimumObjectSize());
    }
}
