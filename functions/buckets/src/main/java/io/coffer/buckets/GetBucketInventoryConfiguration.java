package io.coffer.buckets;

import io.coffer.pipeline.Call;
import io.coffer.pipeline.Operation;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Tells that a bucket does not have the inventory configuration asked for. */
public final class GetBucketInventoryConfiguration implements Operation {

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_INVENTORY_CONFIGURATION;
    }

    @Override
    public S3Response handle(Call call) {
        throw new S3Exception(S3ErrorCode.NO_SUCH_CONFIGURATION);
    }
}
