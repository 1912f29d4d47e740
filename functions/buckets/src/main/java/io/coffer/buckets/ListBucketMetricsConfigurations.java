package io.coffer.buckets;

import io.coffer.pipeline.Call;
import io.coffer.pipeline.Operation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.ListMetricsConfigurationsResult;

/** Tells that a bucket has no metrics configurations. */
public final class ListBucketMetricsConfigurations implements Operation {

    @Override
    public S3Operation name() {
        return S3Operation.LIST_BUCKET_METRICS_CONFIGURATIONS;
    }

    @Override
    public S3Response handle(Call call) {
        return S3Response.xml(new ListMetricsConfigurationsResult(false));
    }
}
