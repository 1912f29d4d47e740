package io.coffer.buckets;

import io.coffer.pipeline.Call;
import io.coffer.pipeline.Operation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Leaves a bucket no website, as it is. */
public final class DeleteBucketWebsite implements Operation {

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_BUCKET_WEBSITE;
    }

    @Override
    public S3Response handle(Call call) {
        return S3Response.noContent();
    }
}
