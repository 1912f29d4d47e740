package io.coffer.buckets;

import io.coffer.lambda.CloudClients;
import io.coffer.lambda.S3Function;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import jakarta.inject.Singleton;
import java.util.List;

/** The function of {@code GET /} and of all that changes a bucket. */
@Singleton
public final class BucketsFunction extends S3Function {

    public BucketsFunction(CloudClients clients) {
        super(clients);
    }

    @Override
    public List<Operation> operations(Backend backend) {
        return BucketOperations.of(backend);
    }
}
