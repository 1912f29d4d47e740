package io.coffer.objects;

import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;

/** Refuses to tell whether an object is held, as S3 does in a bucket without object lock. */
final class GetObjectLegalHold implements ObjectOperation {

    @Override
    public S3Operation name() {
        return S3Operation.GET_OBJECT_LEGAL_HOLD;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        throw S3Exception.noObjectLock();
    }
}
