package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.RequestPaymentConfiguration;

/** Tells that the bucket's owner pays for requests. */
final class GetBucketRequestPayment implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_REQUEST_PAYMENT;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return S3Response.xml(new RequestPaymentConfiguration(RequestPaymentConfiguration.BUCKET_OWNER));
    }
}
