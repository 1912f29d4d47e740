package io.coffer.objects;

import io.coffer.metadata.objects.ObjectStore;
import io.coffer.pipeline.ObjectOperation;
import io.coffer.pipeline.UnauthorisedObjectCall;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.xml.Tagging;
import java.io.IOException;

/** Gives an object, or one of its versions, the tags of a document in place of those it has: what {@link ObjectTags} costs. */
final class PutObjectTagging implements ObjectOperation.SelfAuthorised {

    private final ObjectTags tags;

    PutObjectTagging(ObjectStore objects) {
        this.tags = new ObjectTags(objects);
    }

    @Override
    public S3Operation name() {
        return S3Operation.PUT_OBJECT_TAGGING;
    }

    /** A policy may ask for the tags that stand in the document. */
    @Override
    public S3Response handle(UnauthorisedObjectCall call) throws IOException {
        TagSet asked = TagSet.of(call.requireDocument(Tagging.class), TagSet.MAX_OF_OBJECT);
        return tags.replace(call.authorise(access -> access.giving(() -> asked)), asked, S3Response.ok());
    }
}
