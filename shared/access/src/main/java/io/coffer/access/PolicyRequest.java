package io.coffer.access;

import io.coffer.protocol.S3Operation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a policy decides about.
 *
 * @param action such as {@code s3:GetObject}, as {@link S3Operation#action} has it
 * @param resource the ARN of the bucket or object
 * @param values a condition key's values in the request, the key spelled as in {@link ConditionKeys}; empty if the request does not
 *     have it. Asked only for keys that the action has, of statements whose other elements apply, so that a value may cost a read
 */
public record PolicyRequest(Principal principal, String action, String resource, Function<String, List<String>> values) {

    /** What ListBuckets is about. */
    public static final String ALL_BUCKETS = "arn:aws:s3:::*";

    /** A condition key's values: none if AWS does not give the action the key, whatever the request says. */
    List<String> valuesOf(String key) {
        return ActionTable.has(action, key) ? values.apply(key) : List.of();
    }

    /** @param key null for the bucket itself */
    public static String arn(String bucket, @Nullable String key) {
        return key == null ? "arn:aws:s3:::" + bucket : "arn:aws:s3:::" + bucket + "/" + key;
    }
}
