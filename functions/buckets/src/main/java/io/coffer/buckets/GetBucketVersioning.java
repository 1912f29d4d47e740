package io.coffer.buckets;

import io.coffer.metadata.Versioning;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.VersioningConfiguration;

/** Tells whether a bucket keeps versions; nothing if it never did. No call beyond the pipeline's read of the bucket. */
final class GetBucketVersioning implements BucketOperation {

    @Override
    public S3Operation name() {
        return S3Operation.GET_BUCKET_VERSIONING;
    }

    @Override
    public S3Response handle(BucketCall call) {
        Versioning state = call.bucket().versioning();
        return S3Response.xml(new VersioningConfiguration(
                state == null ? null : state == Versioning.ENABLED ? "Enabled" : "Suspended", null));
    }
}
