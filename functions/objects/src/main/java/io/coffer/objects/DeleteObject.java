package io.coffer.objects;

import io.coffer.metadata.objects.DeleteOutcome;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.RequestedCondition;
import io.coffer.protocol.DeleteConditions;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;

/**
 * Removes an object: one call of the tables if its record has its bytes; else that call and a commit, and the bytes are left to the sweep.
 * Removing what is not there succeeds, except under a condition. If the bucket keeps versions, a delete marker hides the object instead
 * (two reads, a commit, and a read of the bucket if no lease runs), and a version that is named is removed for good.
 */
final class DeleteObject implements ObjectOperation {

    private final ObjectStore objects;

    DeleteObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_OBJECT;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        DeleteOutcome outcome = delete(objects, call, DeleteConditions.of(call.headers()));
        return S3Response.noContent()
                .with(ObjectHeaders.VERSION, outcome.versionId())
                .with("x-amz-delete-marker", outcome.deleteMarker() ? "true" : null);
    }

    /**
     * Removes what a call names.
     *
     * @throws S3Exception PreconditionFailed, NoSuchKey (conditions on nothing), NotImplemented (conditions with a version),
     *     InvalidArgument for what is no version id, OperationAborted, ConditionalRequestConflict
     */
    static DeleteOutcome delete(ObjectStore objects, ObjectCall call, DeleteConditions conditions) {
        if (call.versionId() != null) {
            conditions.requireNoneWithVersion();
        }
        RequestedCondition condition = RequestedCondition.ofDelete(call.key(), conditions);
        return objects.delete(call.bucket(), call.key(), call.versionId(), condition).orElseThrow(condition::refusal);
    }
}
