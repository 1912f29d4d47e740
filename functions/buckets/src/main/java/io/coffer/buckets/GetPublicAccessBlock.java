package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.pipeline.AccessSettings;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** Tells which public access a bucket blocks. */
final class GetPublicAccessBlock implements BucketOperation {

    private final AccessSettings settings;

    GetPublicAccessBlock(AccessSettings settings) {
        this.settings = settings;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_PUBLIC_ACCESS_BLOCK;
    }

    @Override
    public S3Response handle(BucketCall call) {
        if (!call.bucket().configurations().containsKey(BucketConfiguration.PUBLIC_ACCESS_BLOCK)) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION).with("BucketName", call.bucket().name());
        }
        return S3Response.xml(settings.publicAccessBlock(call.bucket()));
    }
}
