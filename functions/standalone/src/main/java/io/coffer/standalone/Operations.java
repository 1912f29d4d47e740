package io.coffer.standalone;

import io.coffer.buckets.BucketOperations;
import io.coffer.listings.ListingOperations;
import io.coffer.multipart.MultipartOperations;
import io.coffer.objects.ObjectOperations;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import java.util.List;
import java.util.stream.Stream;

/** Every operation this process answers. */
final class Operations {

    private Operations() {}

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
