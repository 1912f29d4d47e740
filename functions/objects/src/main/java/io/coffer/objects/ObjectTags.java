package io.coffer.objects;

import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.ObjectStore;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.VersionHeader;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.TagSet;

/** Replaces the tags of an object in place: two reads and a commit, two reads more for a version; its version id and times stay. */
final class ObjectTags {

    private static final int ATTEMPTS = 10;
    private static final Preconditions NONE = new Preconditions(null, null, null, null);

    private final ObjectStore objects;

    ObjectTags(ObjectStore objects) {
        this.objects = objects;
    }

    /** @throws S3Exception NoSuchKey, NoSuchVersion, MethodNotAllowed for a delete marker, OperationAborted */
    S3Response replace(ObjectCall call, TagSet tags, S3Response response) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ObjectRecord object = objects.require(call.bucket(), call.key(), call.versionId());
            if (objects.replaceRecord(call.bucket(), call.key(), object, object.withTags(tags.tags()), NONE)) {
                return VersionHeader.write(call.bucket(), object.versionId(), response);
            }
        }
        throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
    }
}
