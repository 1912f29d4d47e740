package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.BucketLoggingStatus;
import java.io.IOException;

/** Accepts that a bucket's requests are not logged; logging them into another is refused by name. */
final class PutBucketLogging implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_LOGGING;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        if (call.requireDocument(BucketLoggingStatus.class).loggingEnabled() != null) {
            throw S3Exception.notImplemented("Server access logging");
        }
        return S3Response.ok();
    }
}
