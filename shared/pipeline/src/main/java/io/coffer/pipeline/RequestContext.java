package io.coffer.pipeline;

import io.coffer.auth.Authentication;
import io.coffer.auth.Caller;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.TagSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, by which request.
 *
 * @param authentication how it was verified who asks; null for another service's
 * @param operation what the request is: it may take rights to others besides. Null for another service's
 * @param tags those the request gives an object; throws the refusal of malformed ones
 * @param told values of condition keys that stand neither in the request's headers nor in its query, by key; null for none
 */
record RequestContext(Caller caller, @Nullable Authentication authentication, @Nullable S3Operation operation, S3Request request,
        Supplier<TagSet> tags, Map<String, @Nullable String> told) {

    static RequestContext of(
            Caller caller, @Nullable Authentication authentication, @Nullable S3Operation operation, S3Request request) {
        return new RequestContext(caller, authentication, operation, request,
                () -> TagSet.ofHeader(request.header("x-amz-tagging"), TagSet.MAX_OF_OBJECT), Map.of());
    }

    RequestContext giving(Supplier<TagSet> otherTags) {
        return new RequestContext(caller, authentication, operation, request, otherTags, told);
    }

    RequestContext telling(String key, @Nullable String value) {
        Map<String, @Nullable String> more = new HashMap<>(told);
        more.put(key, value);
        return new RequestContext(caller, authentication, operation, request, tags, Collections.unmodifiableMap(more));
    }
}
