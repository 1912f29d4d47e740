package io.coffer.buckets;

import io.coffer.pipeline.Call;
import io.coffer.pipeline.Operation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.ListBucketIntelligentTieringConfigurationsOutput;

/** Tells that a bucket has no intelligent tiering configurations. */
public final class ListBucketIntelligentTieringConfigurations implements Operation {

    @Override
    public S3Operation name() {
        return S3Operation.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS;
    }

    @Override
    public S3Response handle(Call call) {
        return S3Response.xml(new ListBucketIntelligentTieringConfigurationsOutput(false));
    }
}
