package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.errors.S3Exception;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A call about a key, for which the caller's rights depend on what is yet to be read. */
public final class UnauthorisedObjectCall extends Call {

    private final Bucket bucket;
    private final String key;
    private final @Nullable String versionId;

    UnauthorisedObjectCall(AuthenticatedRequest authenticated, Access access, Bucket bucket, String key, @Nullable String versionId) {
        super(authenticated, access);
        this.bucket = bucket;
        this.key = key;
        this.versionId = versionId;
    }

    /**
     * Turns away a caller who can have no such right to anything in the bucket, before anything is read of the body.
     *
     * @throws S3Exception AccessDenied
     */
    static UnauthorisedObjectCall admitted(
            AuthenticatedRequest authenticated, Access access, Bucket bucket, String key, @Nullable String versionId) {
        access.requireAnyRight(access.operation(), bucket);
        return new UnauthorisedObjectCall(authenticated, access, bucket, key, versionId);
    }

    public Bucket bucket() {
        return bucket;
    }

    /**
     * @param told adds what was read to what policies are told
     * @throws S3Exception AccessDenied
     */
    public ObjectCall authorise(UnaryOperator<Access> told) {
        return ObjectCall.authorised(authenticated(), told.apply(access()), bucket, key, versionId);
    }
}
