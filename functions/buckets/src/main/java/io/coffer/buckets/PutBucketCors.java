package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.CorsRules;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.CorsConfiguration;
import io.coffer.protocol.xml.S3Xml;
import java.io.IOException;

/** Sets the rules by which pages of other origins may use a bucket: a read and a commit. */
final class PutBucketCors implements BucketOperation {

    private final BucketConfigurationStore configurations;

    PutBucketCors(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_CORS;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        CorsConfiguration document = call.requireDocument(CorsConfiguration.class, CorsRules.MAX_DOCUMENT_BYTES);
        CorsRules.of(document);
        Refusals.require(configurations.put(call.bucket(), BucketConfiguration.CORS, S3Xml.write(document)));
        return S3Response.ok();
    }
}
