package io.coffer.pipeline;

import io.coffer.access.ConditionKeys;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.http.S3Headers;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers that policies may ask about, each with the operations that it means something to. A header that an operation does not look at
 * meets no condition: whoever sends it gets nothing that it asks for.
 */
final class ConditionHeaders {

    /** The operations that go on with an upload: what its creation's headers said holds for them. */
    static final Set<S3Operation> OF_UPLOADS =
            EnumSet.of(S3Operation.UPLOAD_PART, S3Operation.UPLOAD_PART_COPY, S3Operation.COMPLETE_MULTIPART_UPLOAD);

    private static final String SERVICE = "s3:";
    private static final Set<S3Operation> MAKE_OBJECTS = EnumSet.of(
            S3Operation.PUT_OBJECT, S3Operation.POST_OBJECT, S3Operation.COPY_OBJECT, S3Operation.CREATE_MULTIPART_UPLOAD);
    /** Those whose effect an upload's creation decides for all that follows. */
    private static final List<String> OF_CREATION = List.of(ConditionKeys.ACL, ConditionKeys.GRANT_FULL_CONTROL, ConditionKeys.GRANT_READ,
            ConditionKeys.GRANT_READ_ACP, ConditionKeys.GRANT_WRITE, ConditionKeys.GRANT_WRITE_ACP, ConditionKeys.SERVER_SIDE_ENCRYPTION,
            ConditionKeys.SERVER_SIDE_ENCRYPTION_KMS_KEY_ID, ConditionKeys.SERVER_SIDE_ENCRYPTION_CUSTOMER_ALGORITHM,
            ConditionKeys.STORAGE_CLASS, ConditionKeys.WEBSITE_REDIRECT_LOCATION);

    private static final Map<String, Set<S3Operation>> EFFECTIVE = new HashMap<>();

    static {
        OF_CREATION.forEach(key -> EFFECTIVE.put(key, MAKE_OBJECTS));
        for (String key : List.of(ConditionKeys.ACL, ConditionKeys.GRANT_FULL_CONTROL, ConditionKeys.GRANT_READ,
                ConditionKeys.GRANT_READ_ACP, ConditionKeys.GRANT_WRITE, ConditionKeys.GRANT_WRITE_ACP)) {
            EFFECTIVE.put(key, with(MAKE_OBJECTS, S3Operation.CREATE_BUCKET, S3Operation.PUT_BUCKET_ACL, S3Operation.PUT_OBJECT_ACL));
        }
        EFFECTIVE.put(ConditionKeys.STORAGE_CLASS, with(MAKE_OBJECTS, S3Operation.PUT_OBJECT_ACL));
        EFFECTIVE.put(ConditionKeys.COPY_SOURCE, EnumSet.of(S3Operation.COPY_OBJECT, S3Operation.UPLOAD_PART_COPY));
        EFFECTIVE.put(ConditionKeys.METADATA_DIRECTIVE, EnumSet.of(S3Operation.COPY_OBJECT));
        EFFECTIVE.put(ConditionKeys.OBJECT_OWNERSHIP, EnumSet.of(S3Operation.CREATE_BUCKET));
        EFFECTIVE.put(ConditionKeys.IF_NONE_MATCH,
                EnumSet.of(S3Operation.PUT_OBJECT, S3Operation.COPY_OBJECT, S3Operation.COMPLETE_MULTIPART_UPLOAD));
        EFFECTIVE.put(ConditionKeys.IF_MATCH, EnumSet.of(S3Operation.PUT_OBJECT, S3Operation.COPY_OBJECT,
                S3Operation.COMPLETE_MULTIPART_UPLOAD, S3Operation.DELETE_OBJECT));
    }

    private ConditionHeaders() {}

    private static Set<S3Operation> with(Set<S3Operation> some, S3Operation... others) {
        Set<S3Operation> all = EnumSet.copyOf(some);
        all.addAll(List.of(others));
        return all;
    }

    /** Whether a key stands for a header. */
    static boolean has(String key) {
        return EFFECTIVE.containsKey(key);
    }

    /** The value that a request's header gives a key; null if it has none, or the operation does not look at it. */
    static @Nullable String value(String key, @Nullable S3Operation operation, S3Headers headers) {
        return operation != null && EFFECTIVE.getOrDefault(key, Set.of()).contains(operation) ? headers.get(header(key)) : null;
    }

    /** Whether an operation on an upload takes the key's value from the upload's creation. */
    static boolean isOfCreation(String key) {
        return OF_CREATION.contains(key);
    }

    /** What the creation of an upload says, by condition key. */
    static Map<String, String> ofCreation(S3Headers headers) {
        Map<String, String> values = new HashMap<>();
        OF_CREATION.forEach(key -> headers.find(header(key)).ifPresent(value -> values.put(key, value)));
        return values;
    }

    private static String header(String key) {
        return key.substring(SERVICE.length());
    }
}
