package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.auth.VerifiedForm;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.S3Address;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A call about a bucket, whose body says which of its objects the caller must have rights to. */
public final class UnauthorisedBucketCall extends Call {

    private final Bucket bucket;
    private final S3Address address;

    private UnauthorisedBucketCall(AuthenticatedRequest authenticated, Access access, Bucket bucket, S3Address address) {
        super(authenticated, access);
        this.bucket = bucket;
        this.address = address;
    }

    /**
     * Turns away a caller who can have no such right to anything in the bucket, before anything is read of the body.
     *
     * @throws S3Exception AccessDenied
     */
    static UnauthorisedBucketCall admitted(AuthenticatedRequest authenticated, Access access, Bucket bucket, S3Address address) {
        access.requireAnyRight(access.operation(), bucket);
        return new UnauthorisedBucketCall(authenticated, access, bucket, address);
    }

    public Bucket bucket() {
        return bucket;
    }

    /** How the request names the bucket. */
    public S3Address address() {
        return address;
    }

    /**
     * The call for one of the objects that the body names.
     *
     * @param versionId null for none
     * @param told adds what the body says to what policies are told
     * @throws S3Exception AccessDenied
     */
    public ObjectCall authorise(S3Operation operation, String key, @Nullable String versionId, UnaryOperator<Access> told) {
        return ObjectCall.authorised(authenticated(), told.apply(access()), operation, bucket, key, versionId);
    }

    /**
     * The call as it would be if what a form says stood in the request itself, as {@link VerifiedForm#asRequest} has it.
     *
     * @param key the form's
     */
    public UnauthorisedObjectCall ofForm(VerifiedForm form, String key, S3Headers fields, InputStream file) {
        AuthenticatedRequest asked = form.asRequest(authenticated(), fields, file);
        return new UnauthorisedObjectCall(asked, access().of(asked), bucket, key, null);
    }
}
