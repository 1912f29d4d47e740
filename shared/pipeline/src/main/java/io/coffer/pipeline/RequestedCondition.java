package io.coffer.pipeline;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.protocol.DeleteConditions;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.Optional;
import java.util.function.Function;

/** The conditions of a request on the object that it replaces or removes, and S3's refusals if they do not hold. */
public final class RequestedCondition implements ObjectCondition {

    private final String key;
    private final boolean dependsOnObject;
    private final Function<Optional<ObjectRecord>, Optional<S3Exception>> refusal;

    private RequestedCondition(
            String key, boolean dependsOnObject, Function<Optional<ObjectRecord>, Optional<S3Exception>> refusal) {
        this.key = key;
        this.dependsOnObject = dependsOnObject;
        this.refusal = refusal;
    }

    /** The part of a request's preconditions that a write knows. */
    static RequestedCondition ofWrite(String key, Preconditions conditions) {
        return new RequestedCondition(key, conditions.conditionalWrite(),
                current -> conditions.refusalOfWrite(key, current.map(ObjectRecord::etag)));
    }

    public static RequestedCondition ofDelete(String key, DeleteConditions conditions) {
        return new RequestedCondition(key, !conditions.equals(DeleteConditions.NONE), current -> current
                .map(object -> conditions.refusal(key, object.etag(), object.lastModified(), object.size()))
                .orElseGet(() -> conditions.refusalOfNothing(key)));
    }

    @Override
    public boolean holds(Optional<ObjectRecord> current) {
        return refusal.apply(current).isEmpty();
    }

    @Override
    public boolean dependsOnObject() {
        return dependsOnObject;
    }

    /**
     * Refuses early what the commit would refuse: one read, none if the request has no condition.
     *
     * @throws S3Exception as {@link #refusal}
     */
    public void requireNow(ObjectStore objects, Bucket bucket) {
        if (dependsOnObject) {
            refusal.apply(objects.find(bucket, key)).ifPresent(refused -> {
                throw refused;
            });
        }
    }

    /**
     * A store's refusal of a request with this condition, in S3's words. A writer that lost to others at every attempt is told that
     * conditional requests are in conflict.
     */
    public S3Exception refusal(Refusal refused) {
        if (refused instanceof Refusal.ConditionFailed failed) {
            return refusal.apply(failed.current()).orElseThrow();
        }
        return refused instanceof Refusal.Contended
                ? new S3Exception(S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT)
                : Refusals.of(refused);
    }
}
