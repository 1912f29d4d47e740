package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.protocol.errors.S3Exception;
import org.jspecify.annotations.Nullable;

/** A call about no bucket that is there, whose caller may do what it asks. */
public final class ServiceCall extends Call {

    private ServiceCall(AuthenticatedRequest authenticated, Access access) {
        super(authenticated, access);
    }

    /**
     * @param bucketName the bucket that is to be made; null for none
     * @throws S3Exception AccessDenied
     */
    static ServiceCall authorised(AuthenticatedRequest authenticated, Access access, @Nullable String bucketName) {
        access.requireService(access.operation(), bucketName);
        return new ServiceCall(authenticated, access);
    }
}
