package io.coffer.objects;

import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.TagSet;

/** Takes an object, or one of its versions, all its tags: what {@link ObjectTags} costs. */
final class DeleteObjectTagging implements ObjectOperation {

    private final ObjectTags tags;

    DeleteObjectTagging(ObjectStore objects) {
        this.tags = new ObjectTags(objects);
    }

    @Override
    public S3Operation name() {
        return S3Operation.DELETE_OBJECT_TAGGING;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        return tags.replace(call, TagSet.EMPTY, S3Response.noContent());
    }
}
