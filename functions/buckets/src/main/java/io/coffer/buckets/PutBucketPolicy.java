package io.coffer.buckets;

import io.coffer.access.BucketPolicy;
import io.coffer.content.DeclaredDigests;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.AccessSettings;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;

/**
 * Puts a policy on a bucket, once it is known that all of it can be carried out: a read and a commit, a read for each user it names. The
 * owner can always change or delete it again, so {@code x-amz-confirm-remove-self-bucket-access} makes no difference.
 */
final class PutBucketPolicy implements BucketOperation {

    /** The policy itself has at most 20 KB; the rest is white space. */
    private static final int MAX_BODY_BYTES = 256 << 10;

    private final BucketConfigurationStore configurations;
    private final AccessSettings settings;
    private final StoredPolicies policies;

    PutBucketPolicy(BucketConfigurationStore configurations, AccessSettings settings, StoredPolicies policies) {
        this.configurations = configurations;
        this.settings = settings;
        this.policies = policies;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_POLICY;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        BucketOwner.require(call);
        byte[] json = DeclaredDigests.of(call.headers(), call.payload()).readVerified(call.payload().stream(), MAX_BODY_BYTES);
        BucketPolicy policy = BucketPolicy.parse(json, call.bucket().name());
        if (policy.isPublic() && settings.publicAccessBlock(call.bucket()).blocksPublicPolicy()) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        Refusals.require(configurations.put(call.bucket(), BucketConfiguration.POLICY, policies.ofText(json)));
        return S3Response.noContent();
    }
}
