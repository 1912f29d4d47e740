package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/**
 * Tells how a bucket encrypts objects whose writers do not say: one read. A bucket that nobody configured does not, and says so with S3's
 * code for that; AWS, which has encrypted everything since 2023, shows a rule there.
 */
final class GetBucketEncryption implements BucketOperation {

    private final BucketConfigurationStore configurations;

    GetBucketEncryption(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_ENCRYPTION;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return S3Response.document(configurations.find(call.bucket(), BucketConfiguration.ENCRYPTION)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND)
                        .with("BucketName", call.bucket().name())));
    }
}
