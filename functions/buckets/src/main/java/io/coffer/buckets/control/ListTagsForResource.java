package io.coffer.buckets.control;

import io.coffer.pipeline.BucketCall;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.ListTagsForResourceResult;

/** Tells a bucket's tags; none are an empty list, where GetBucketTagging refuses. */
final class ListTagsForResource implements ControlOperation {

    private final ResourceTags tags;

    ListTagsForResource(ResourceTags tags) {
        this.tags = tags;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String name() {
        return "ListTagsForResource";
    }

    @Override
    public S3Response handle(BucketCall call) {
        return S3Response.xml(new ListTagsForResourceResult(tags.find(call.bucket()).document().tagSet()));
    }
}
