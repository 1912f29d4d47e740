package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.NotificationConfiguration;

/** Tells that a bucket notifies nobody. */
final class GetBucketNotificationConfiguration implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_NOTIFICATION_CONFIGURATION;
    }

    @Override
    public S3Response handle(BucketCall call) {
        return S3Response.xml(NotificationConfiguration.NONE);
    }
}
