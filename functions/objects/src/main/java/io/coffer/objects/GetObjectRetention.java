package io.coffer.objects;

import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;

/** Refuses to tell how long an object is retained, as S3 does in a bucket without object lock. */
final class GetObjectRetention implements ObjectOperation {

    @Override
    public S3Operation name() {
        return S3Operation.GET_OBJECT_RETENTION;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        throw S3Exception.noObjectLock();
    }
}
