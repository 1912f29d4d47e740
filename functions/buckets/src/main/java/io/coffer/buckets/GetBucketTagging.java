package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** Tells a bucket's tags: one read. */
final class GetBucketTagging implements BucketOperation {

    private final BucketConfigurationStore configurations;

    GetBucketTagging(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_TAGGING;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return S3Response.document(configurations.find(call.bucket(), BucketConfiguration.TAGGING)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_TAG_SET).with("BucketName", call.bucket().name())));
    }
}
