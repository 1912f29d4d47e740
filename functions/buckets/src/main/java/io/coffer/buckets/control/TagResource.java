package io.coffer.buckets.control;

import io.coffer.pipeline.BucketCall;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.xml.TagResourceRequest;
import io.coffer.protocol.xml.Tagging;
import java.io.IOException;

/** Adds tags to a bucket's, or gives those it has other values. */
final class TagResource implements ControlOperation {

    private final ResourceTags tags;

    TagResource(ResourceTags tags) {
        this.tags = tags;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String name() {
        return "TagResource";
    }

    @Override
    public S3Response handle(BucketCall call) throws IOException {
        TagSet given = TagSet.of(new Tagging(call.requireDocument(TagResourceRequest.class).tags()), TagSet.MAX_OF_BUCKET);
        tags.change(call.bucket(), now -> now.with(given, TagSet.MAX_OF_BUCKET));
        return S3Response.noContent();
    }
}
