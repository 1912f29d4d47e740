package io.coffer.buckets;

import io.coffer.pipeline.Call;
import io.coffer.pipeline.Operation;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Tells that a bucket is no website. */
public final class GetBucketWebsite implements Operation {

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_WEBSITE;
    }

    @Override
    public S3Response handle(Call call) {
        throw new S3Exception(S3ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION).with("BucketName", call.bucket().name());
    }
}
