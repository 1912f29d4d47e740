package io.coffer.listings;

import io.coffer.buckets.BucketOperations;
import io.coffer.lambda.CloudClients;
import io.coffer.lambda.S3Function;
import io.coffer.multipart.MultipartOperations;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The function of {@code GET /{bucket}}: listings, and what a bucket is configured with. */
@Singleton
public final class ListingsFunction extends S3Function {

    public ListingsFunction(CloudClients clients) {
        super(clients);
    }

    @Override
    public List<Operation> operations(Backend backend) {
        return Stream.of(
                        ListingOperations.of(backend),
                        BucketOperations.of(backend),
                        MultipartOperations.ofBuckets(backend))
                .flatMap(List::stream)
                .toList();
    }
}
