package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.PublicAccessBlockConfiguration;
import io.coffer.protocol.xml.S3Xml;
import java.io.IOException;

/** Says which public access a bucket blocks, from the next request on: a read and a commit. */
final class PutPublicAccessBlock implements BucketOperation {

    private final BucketConfigurationStore configurations;

    PutPublicAccessBlock(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_PUBLIC_ACCESS_BLOCK;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        PublicAccessBlockConfiguration block = call.requireDocument(PublicAccessBlockConfiguration.class).complete();
        Refusals.require(configurations.put(call.bucket(), BucketConfiguration.PUBLIC_ACCESS_BLOCK, S3Xml.write(block)));
        return S3Response.ok();
    }
}
