package io.coffer.buckets;

import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.buckets.BucketConfigurationStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.xml.S3Xml;
import io.coffer.protocol.xml.Tagging;
import java.io.IOException;

/** Sets a bucket's tags in place of those it has: a read and a commit. A document without tags removes the tag set. */
final class PutBucketTagging implements BucketOperation {

    private final BucketConfigurationStore configurations;

    PutBucketTagging(BucketConfigurationStore configurations) {
        this.configurations = configurations;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_TAGGING;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        TagSet tags = TagSet.of(call.requireDocument(Tagging.class), TagSet.MAX_OF_BUCKET);
        if (tags.size() == 0) {
            Refusals.require(configurations.delete(call.bucket(), BucketConfiguration.TAGGING));
        } else {
            Refusals.require(configurations.put(call.bucket(), BucketConfiguration.TAGGING, S3Xml.write(tags.document())));
        }
        return S3Response.noContent();
    }
}
