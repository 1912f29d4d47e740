package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.LocationConstraint;

/** Tells a bucket's region, which S3 writes as nothing for us-east-1. */
final class GetBucketLocation implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_LOCATION;
    }

    @Override
    public S3Response handle(BucketCall call) {
        String region = call.bucket().region();
        return S3Response.xml(new LocationConstraint(region.equals("us-east-1") ? null : region));
    }
}
