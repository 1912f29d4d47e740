package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.protocol.errors.S3Exception;
import java.util.function.UnaryOperator;

/** A call that names a bucket which is to be made, before it is known whether its caller may make it. */
public final class UnauthorisedServiceCall extends Call {

    private final String bucketName;
    private final Admission admission;

    /** @param admission asked for space once the caller may make the bucket */
    UnauthorisedServiceCall(AuthenticatedRequest authenticated, Access access, String bucketName, Admission admission) {
        super(authenticated, access);
        this.bucketName = bucketName;
        this.admission = admission;
    }

    /** The name as sent: it need not be a valid one. */
    public String bucketName() {
        return bucketName;
    }

    /**
     * @param told adds what the body says to what policies are told
     * @throws S3Exception AccessDenied, and InsufficientStorage
     */
    public ServiceCall authorise(UnaryOperator<Access> told) {
        ServiceCall call = ServiceCall.authorised(authenticated(), told.apply(access()), bucketName);
        admission.requireSpace();
        return call;
    }
}
