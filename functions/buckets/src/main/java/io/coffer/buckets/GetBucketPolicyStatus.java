package io.coffer.buckets;

import io.coffer.pipeline.AccessSettings;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.PolicyStatus;

/** Tells whether a bucket is public, by its policy or by its access control list. */
final class GetBucketPolicyStatus implements BucketOperation {

    private final AccessSettings settings;

    GetBucketPolicyStatus(AccessSettings settings) {
        this.settings = settings;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_POLICY_STATUS;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return S3Response.xml(new PolicyStatus(settings.isPublic(call.bucket())));
    }
}
