package io.coffer.buckets;

import io.coffer.content.DeclaredDigests;
import io.coffer.lifecycle.KeptLifecycle;
import io.coffer.lifecycle.LifecycleValidation;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.metadata.buckets.LifecycleIndex;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.LifecycleConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Gives a bucket lifecycle rules in place of those it has: a read and a commit. The older PutBucketLifecycle, whose rules have a prefix
 * each, is the same request.
 */
final class PutBucketLifecycleConfiguration implements BucketOperation {

    static final String MINIMUM_SIZE = "x-amz-transition-default-minimum-object-size";
    private static final String DEFAULT_MINIMUM_SIZE = "all_storage_classes_128K";
    private static final Set<String> MINIMUM_SIZES = Set.of(DEFAULT_MINIMUM_SIZE, "varies_by_storage_class");
    /** An item has 400 KB; only 1,000 rules that hardly compress come near. */
    private static final int MAX_BYTES = 380_000;

    private final BucketConfigurationStore configurations;

    PutBucketLifecycleConfiguration(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        DeclaredDigests.of(call.headers(), call.payload()).requireAny();
        String minimumSize = call.headers().find(MINIMUM_SIZE).orElse(DEFAULT_MINIMUM_SIZE);
        if (!MINIMUM_SIZES.contains(minimumSize)) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Invalid TransitionDefaultMinimumObjectSize found: " + minimumSize);
        }
        LifecycleConfiguration valid = LifecycleValidation.require(call.requireDocument(LifecycleConfiguration.class));
        byte[] kept = new KeptLifecycle(valid, minimumSize).write();
        if (kept.length > MAX_BYTES) {
            throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED);
        }
        Refusals.require(configurations.put(
                call.bucket(), BucketConfiguration.LIFECYCLE, kept, List.of(LifecycleIndex.enter(call.bucket().name()))));
        return S3Response.ok().with(MINIMUM_SIZE, minimumSize);
    }
}
