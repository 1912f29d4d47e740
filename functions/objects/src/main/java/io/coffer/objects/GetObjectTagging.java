package io.coffer.objects;

import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.ObjectCall;
import io.coffer.pipeline.ObjectHeaders;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.TagSet;

/** Tells the tags of an object or of one of its versions: one read, up to three for a version. */
final class GetObjectTagging implements ObjectOperation {

    private final ObjectStore objects;

    GetObjectTagging(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public S3Operation name() {
        return S3Operation.GET_OBJECT_TAGGING;
    }

    @Override
    public S3Response handle(ObjectCall call) {
        ObjectRecord object = Refusals.require(objects.find(call.bucket(), call.key(), call.versionId()));
        return ObjectHeaders.on(S3Response.xml(new TagSet(object.tags()).document()))
                .version(call.bucket(), object.versionId())
                .response();
    }
}
