package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.AccelerateConfiguration;
import io.coffer.protocol.xml.S3Xml;
import java.io.IOException;

/** Suspends transfer acceleration: a read and a commit. There is none to enable, which is refused by name. */
final class PutBucketAccelerateConfiguration implements BucketOperation {

    private final BucketConfigurationStore configurations;

    PutBucketAccelerateConfiguration(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_ACCELERATE_CONFIGURATION;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        AccelerateConfiguration document = call.requireDocument(AccelerateConfiguration.class);
        if (AccelerateConfiguration.ENABLED.equals(document.status())) {
            throw S3Exception.notImplemented("Transfer acceleration");
        }
        if (!AccelerateConfiguration.SUSPENDED.equals(document.status())) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        Refusals.require(configurations.put(call.bucket(), BucketConfiguration.ACCELERATE, S3Xml.write(document)));
        return S3Response.ok();
    }
}
