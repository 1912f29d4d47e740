package io.coffer.buckets;

import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.NotificationConfiguration;
import java.io.IOException;

/** Accepts that a bucket notifies nobody; every kind of notification is refused by name. */
final class PutBucketNotificationConfiguration implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_NOTIFICATION_CONFIGURATION;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        NotificationConfiguration document = call.requireDocument(NotificationConfiguration.class);
        if (!document.equals(NotificationConfiguration.NONE)) {
            throw S3Exception.notImplemented("Event notification");
        }
        return S3Response.ok();
    }
}
