package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.BucketLoggingStatus;

/** Tells that a bucket's requests are not logged into another. */
final class GetBucketLogging implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_LOGGING;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return S3Response.xml(new BucketLoggingStatus(null));
    }
}
