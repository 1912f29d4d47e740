package io.coffer.fallback;

import io.coffer.buckets.BucketOperations;
import io.coffer.lambda.CloudClients;
import io.coffer.lambda.S3Function;
import io.coffer.listings.ListingOperations;
import io.coffer.multipart.MultipartOperations;
import io.coffer.objects.ObjectOperations;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The function of requests that fit no route: {@code /{bucket}/} with its slash, paths with {@code //}, unknown methods. */
@Singleton
public final class FallbackFunction extends S3Function {

    FallbackFunction(CloudClients clients) {
        super(clients);
    }

    @Override
    protected List<Operation> operations(Backend backend) {
        return all(backend);
    }

    static List<Operation> all(Backend backend) {
        return Stream.of(
                        BucketOperations.of(backend),
                        ListingOperations.of(backend),
                        ObjectOperations.of(backend),
                        MultipartOperations.posted(backend),
                        MultipartOperations.ofParts(backend),
                        MultipartOperations.ofBuckets(backend))
                .flatMap(List::stream)
                .toList();
    }
}
