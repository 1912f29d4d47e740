package io.coffer.moving;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * What an object has beside its bytes.
 *
 * @param headers those of the content, by their names
 * @param tagging empty if there are no tags
 * @param hasMd5Etag whether its ETag is made of MD5 digests, which it is not if KMS's key or the customer's encrypts it
 */
record ObjectHead(Map<String, String> headers, Map<String, String> metadata, Optional<Tagging> tagging, boolean hasMd5Etag) {

    static ObjectHead of(GetObjectResponse response, Optional<Tagging> tagging) {
        Map<String, String> headers = new LinkedHashMap<>();
        BiConsumer<String, String> add = (name, value) -> {
            if (value != null && !value.isEmpty()) {
                headers.put(name, value);
            }
        };
        add.accept("Cache-Control", response.cacheControl());
        add.accept("Content-Disposition", response.contentDisposition());
        add.accept("Content-Encoding", withoutChunks(response.contentEncoding()));
        add.accept("Content-Language", response.contentLanguage());
        add.accept("Expires", response.expiresString());
        boolean isMd5 = response.sseCustomerAlgorithm() == null
                && (response.serverSideEncryption() == null || response.serverSideEncryption() == ServerSideEncryption.AES256);
        return new ObjectHead(headers, response.metadata(), tagging, isMd5);
    }

    /** Some stores keep the transfer's own coding as the object's. */
    private static @Nullable String withoutChunks(@Nullable String encoding) {
        return encoding == null ? null : Arrays.stream(encoding.split(","))
                .map(String::strip)
                .filter(coding -> !coding.equals("aws-chunked"))
                .collect(Collectors.joining(", "));
    }
}
