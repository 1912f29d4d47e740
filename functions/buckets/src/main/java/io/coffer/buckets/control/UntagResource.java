package io.coffer.buckets.control;

import io.coffer.pipeline.BucketCall;
import io.coffer.protocol.QueryParameters.Parameter;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.List;

/** Takes tags from a bucket by their keys, which the query names; what it does not have is no fault. */
final class UntagResource implements ControlOperation {

    private static final String KEYS = "tagKeys";

    private final ResourceTags tags;

    UntagResource(ResourceTags tags) {
        this.tags = tags;
    }

    @Override
    public String method() {
        return "DELETE";
    }

    @Override
    public String name() {
        return "UntagResource";
    }

    @Override
    public S3Response handle(BucketCall call) {
        List<String> keys = call.request().query().all().stream()
                .filter(parameter -> parameter.name().equals(KEYS))
                .map(Parameter::value)
                .toList();
        if (keys.isEmpty()) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Missing required parameter for this request: '" + KEYS + "'");
        }
        tags.change(call.bucket(), now -> now.without(keys));
        return S3Response.noContent();
    }
}
