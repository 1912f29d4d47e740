package io.coffer.buckets;

import io.coffer.pipeline.Call;
import io.coffer.pipeline.Operation;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;

/** Tells that there is no such intelligent tiering configuration to delete. */
public final class DeleteBucketIntelligentTieringConfiguration implements Operation {

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION;
    }

    @Override
    public S3Response handle(Call call) {
        throw new S3Exception(S3ErrorCode.NO_SUCH_CONFIGURATION);
    }
}
