package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.errors.S3Exception;

/** A call about a bucket that is there, whose caller may do what it asks. */
public sealed class BucketCall extends Call permits ObjectCall {

    private final Bucket bucket;

    BucketCall(AuthenticatedRequest authenticated, Access access, Bucket bucket) {
        super(authenticated, access);
        this.bucket = bucket;
    }

    /** @throws S3Exception AccessDenied */
    static BucketCall authorised(AuthenticatedRequest authenticated, Access access, Bucket bucket) {
        access.require(access.operation(), bucket, null, null);
        return new BucketCall(authenticated, access, bucket);
    }

    /**
     * What another API does with a bucket than S3's own.
     *
     * @param action such as {@code s3:TagResource}
     * @throws S3Exception AccessDenied
     */
    static BucketCall authorised(AuthenticatedRequest authenticated, Access access, String action, Bucket bucket) {
        access.require(action, bucket);
        return new BucketCall(authenticated, access, bucket);
    }

    public final Bucket bucket() {
        return bucket;
    }

    /** Whether listings are to be URL-encoded. */
    public final boolean urlEncoding() {
        String value = parameter("encoding-type");
        if (value == null || value.isEmpty()) {
            return false;
        }
        if (!value.equals("url")) {
            throw S3Exception.invalidArgument("encoding-type", value, "Invalid Encoding Method specified in Request");
        }
        return true;
    }
}
