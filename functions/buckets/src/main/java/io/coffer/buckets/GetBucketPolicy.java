package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** Gives a bucket's policy back, byte for byte except for names of users that changed: one read, and what {@link StoredPolicies} costs. */
final class GetBucketPolicy implements BucketOperation {

    private final BucketConfigurationStore configurations;
    private final StoredPolicies policies;

    GetBucketPolicy(BucketConfigurationStore configurations, StoredPolicies policies) {
        this.configurations = configurations;
        this.policies = policies;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_POLICY;
    }

    @Override
    public S3Response handle(BucketCall call) {
        BucketOwner.require(call);
        byte[] stored = configurations.find(call.bucket(), BucketConfiguration.POLICY)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_BUCKET_POLICY).with("BucketName", call.bucket().name()));
        return S3Response.ok().with("Content-Type", "application/json").withBody(new ResponseBody.Bytes(policies.text(stored)));
    }
}
