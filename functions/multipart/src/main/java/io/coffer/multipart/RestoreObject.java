package io.coffer.multipart;

import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/**
 * Refuses to restore an object from an archive, as S3 does if it is in none: one read, up to three for a version. It stands in this
 * group since a gateway cannot tell it from the others that are posted to an object.
 */
final class RestoreObject implements ObjectOperation {

    private final ObjectStore objects;

    RestoreObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public S3Operation name() {
        return S3Operation.RESTORE_OBJECT;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        Refusals.require(objects.find(call.bucket(), call.key(), call.versionId()));
        throw new S3Exception(S3ErrorCode.INVALID_OBJECT_STATE, "Restore is not allowed for the object's current storage class")
                .with("StorageClass", "STANDARD");
    }
}
