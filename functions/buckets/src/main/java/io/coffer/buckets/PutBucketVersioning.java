package io.coffer.buckets;

import io.coffer.metadata.Versioning;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.xml.VersioningConfiguration;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lets a bucket keep versions, or stop making new ones: a read and a commit. MFA delete is refused: there are no devices to ask. */
final class PutBucketVersioning implements BucketOperation {

    private final BucketStore buckets;

    PutBucketVersioning(BucketStore buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_BUCKET_VERSIONING;
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        VersioningConfiguration asked = call.requireDocument(VersioningConfiguration.class);
        if ("Enabled".equals(asked.mfaDelete()) || call.headers().has("x-amz-mfa")) {
            throw S3Exception.notImplemented("MfaDelete");
        }
        Refusals.require(buckets.putVersioning(call.bucket(), state(asked.status())));
        return S3Response.ok();
    }

    private static Versioning state(@Nullable String status) {
        if (status == null) {
            throw new S3Exception(S3ErrorCode.ILLEGAL_VERSIONING_CONFIGURATION);
        }
        return switch (status) {
            case "Enabled" -> Versioning.ENABLED;
            case "Suspended" -> Versioning.SUSPENDED;
            default -> throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        };
    }
}
