package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.OwnershipControls;
import io.coffer.protocol.xml.S3Xml;

/** Tells who owns a bucket's objects, where it was said: one read. */
final class GetBucketOwnershipControls implements BucketOperation {

    private final BucketConfigurationStore configurations;

    GetBucketOwnershipControls(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_OWNERSHIP_CONTROLS;
    }

    @Override
    public S3Response handle(BucketCall call) {
        byte[] xml = configurations.find(call.bucket(), BucketConfiguration.OWNERSHIP_CONTROLS)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.OWNERSHIP_CONTROLS_NOT_FOUND).with("BucketName", call.bucket().name()));
        return S3Response.xml(S3Xml.read(xml, OwnershipControls.class));
    }
}
