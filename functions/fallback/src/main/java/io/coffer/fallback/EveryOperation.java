package io.coffer.fallback;

import io.coffer.buckets.BucketOperations;
import io.coffer.listings.ListingOperations;
import io.coffer.multipart.MultipartOperations;
import io.coffer.objects.ObjectOperations;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import java.util.List;
import java.util.stream.Stream;

/** The operations of all groups. */
public final class EveryOperation {

    private EveryOperation() {}

    public static List<Operation> of(Backend backend) {
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
