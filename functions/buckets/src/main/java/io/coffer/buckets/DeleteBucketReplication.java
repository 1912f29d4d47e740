package io.coffer.buckets;

import io.coffer.pipeline.Call;
import io.coffer.pipeline.Operation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Leaves a bucket not replicated, as it is. */
public final class DeleteBucketReplication implements Operation {

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_BUCKET_REPLICATION;
    }

    @Override
    public S3Response handle(Call call) {
        return S3Response.noContent();
    }
}
