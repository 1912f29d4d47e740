package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.metadata.Bucket;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.errors.S3Exception;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call about an object, or about a key under which there may be none, whose caller may do what it asks. */
public final class ObjectCall extends BucketCall {

    /** S3 User Guide, Multipart upload limits. */
    public static final int MAX_PARTS = 10_000;

    private final String key;
    private final @Nullable String versionId;

    private ObjectCall(AuthenticatedRequest authenticated, Access access, Bucket bucket, String key, @Nullable String versionId) {
        super(authenticated, access, bucket);
        this.key = key;
        this.versionId = versionId;
    }

    /** @throws S3Exception AccessDenied */
    static ObjectCall authorised(AuthenticatedRequest authenticated, Access access, Bucket bucket, String key, @Nullable String versionId) {
        return authorised(authenticated, access, access.operation(), bucket, key, versionId);
    }

    /** As above, for an operation that another consists of. */
    static ObjectCall authorised(AuthenticatedRequest authenticated, Access access, S3Operation operation, Bucket bucket, String key,
            @Nullable String versionId) {
        access.require(operation, bucket, key, versionId);
        return new ObjectCall(authenticated, access, bucket, key, versionId);
    }

    public String key() {
        return key;
    }

    /** The version that is asked for, null for none. */
    public @Nullable String versionId() {
        return versionId;
    }

    /** The upload that the query names. What goes on with an upload is known by it. */
    public String uploadId() {
        return Objects.requireNonNull(parameter("uploadId"), "the operation goes on with no upload");
    }

    /**
     * The part that the query names.
     *
     * @throws S3Exception InvalidArgument if it is no number from 1 to {@link #MAX_PARTS}
     */
    public int partNumber() {
        String value = parameter("partNumber");
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= MAX_PARTS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal
        }
        throw S3Exception.invalidArgument("partNumber", value,
                "Part number must be an integer between 1 and " + MAX_PARTS + ", inclusive");
    }

    /**
     * What must hold of the object that the call replaces: what its headers say, and that there is none if the caller may make new objects
     * alone.
     */
    public RequestedCondition conditionOfWrite() {
        Preconditions conditions = Preconditions.ofWrite(headers());
        boolean onlyNew = access().makesNewObjectsAlone(access().operation(), bucket(), key);
        return RequestedCondition.ofWrite(key, onlyNew ? conditions.forNewObjects() : conditions);
    }
}
