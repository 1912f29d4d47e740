package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.RequestPaymentConfiguration;
import java.io.IOException;

/** Accepts that the bucket's owner pays for requests; that requesters do is refused by name. */
final class PutBucketRequestPayment implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_REQUEST_PAYMENT;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        String payer = call.requireDocument(RequestPaymentConfiguration.class).payer();
        if (RequestPaymentConfiguration.REQUESTER.equals(payer)) {
            throw S3Exception.notImplemented("Requester Pays");
        }
        if (!RequestPaymentConfiguration.BUCKET_OWNER.equals(payer)) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        return S3Response.ok();
    }
}
