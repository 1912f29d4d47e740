package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** Tells a bucket's CORS rules: one read. */
final class GetBucketCors implements BucketOperation {

    private final BucketConfigurationStore configurations;

    GetBucketCors(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_CORS;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return S3Response.document(configurations.find(call.bucket(), BucketConfiguration.CORS)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_CORS_CONFIGURATION).with("BucketName", call.bucket().name())));
    }
}
