package io.coffer.objects;

import io.coffer.metadata.ObjectCondition;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.tables.Attempts;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;

/** Replaces the tags of an object in place: two reads and a commit, two reads more for a version; its version id and times stay. */
final class ObjectTags {

    private static final int ATTEMPTS = 10;

    private final ObjectStore objects;

    ObjectTags(ObjectStore objects) {
        this.objects = objects;
    }

    /** @throws S3Exception NoSuchKey, NoSuchVersion, MethodNotAllowed for a delete marker, OperationAborted */
    S3Response replace(ObjectCall call, TagSet tags, S3Response response) {
        return Attempts.upTo(ATTEMPTS, () -> {
            ObjectRecord object = Refusals.require(objects.find(call.bucket(), call.key(), call.versionId()));
            ObjectRecord changed = object.withTags(tags.tags());
            Outcome<ObjectRecord> outcome =
                    objects.replaceRecord(call.bucket(), call.key(), object, changed, ObjectCondition.NONE);
            return Refusals.unlessChanged(outcome, Refusals::of);
        }).map(object -> ObjectHeaders.on(response).version(call.bucket(), object.versionId()).response())
                .orElseThrow(() -> new S3Exception(S3ErrorCode.OPERATION_ABORTED));
    }
}
