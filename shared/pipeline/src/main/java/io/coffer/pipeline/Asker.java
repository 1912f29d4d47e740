package io.coffer.pipeline;

import io.coffer.auth.Caller;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.TagSet;
import java.util.function.Supplier;

/**
 * Who asks, by which request.
 *
 * @param tags those the request gives an object; throws the refusal of malformed ones
 */
record Asker(Caller caller, S3Request request, Supplier<TagSet> tags) {

    static Asker of(Caller caller, S3Request request) {
        return new Asker(caller, request, () -> TagSet.ofHeader(request.header("x-amz-tagging"), TagSet.MAX_OF_OBJECT));
    }
}
