package io.coffer.pipeline;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.protocol.BucketName;
import io.coffer.protocol.S3Address;
import java.util.Optional;

/** The bucket a request names: read when it is first asked for, and no more than once. Not thread-safe. */
final class RequestedBucket {

    private final BucketStore buckets;
    private final S3Address address;
    private boolean asked;
    private Optional<Bucket> found = Optional.empty();

    RequestedBucket(BucketStore buckets, S3Address address) {
        this.buckets = buckets;
        this.address = address;
    }

    /** Empty if there is none, or the request names none that there could be. */
    Optional<Bucket> find() {
        if (!asked) {
            asked = true;
            String name = address.bucket();
            found = name != null && BucketName.isValid(name) ? buckets.findForRequest(name) : Optional.empty();
        }
        return found;
    }
}
