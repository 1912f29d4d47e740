package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import java.util.List;

/** Takes a bucket's lifecycle rules away, if it has any: a read and a commit. */
final class DeleteBucketLifecycle implements BucketOperation {

    private final BucketConfigurationStore configurations;

    DeleteBucketLifecycle(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_BUCKET_LIFECYCLE;
    }

    @Override
    public S3Response handle(BucketCall call) {
        Refusals.require(configurations.delete(
                call.bucket(), BucketConfiguration.LIFECYCLE, List.of(LifecycleIndex.leave(call.bucket().name()))));
        return S3Response.noContent();
    }
}
