package io.coffer.protocol.errors;

import io.coffer.protocol.http.S3Headers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as S3 words it: a code, a message, and the extra XML elements and headers that the code carries. The pipeline turns it into
 * the answer. Whoever else catches it tells it otherwise, or for one key of many; nobody catches it to learn that something is not there.
 * It has no stack trace: it is an answer, not a fault.
 */
public final class S3Exception extends RuntimeException {

    private final S3ErrorCode code;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final S3Headers headers = new S3Headers();

    public S3Exception(S3ErrorCode code) {
        this(code, code.message());
    }

    public S3Exception(S3ErrorCode code, @Nullable String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Adds one of the code's own elements, such as {@code BucketName} or {@code ArgumentName}, to the error document. */
    public S3Exception with(String element, @Nullable Object value) {
        fields.put(element, String.valueOf(value));
        return this;
    }

    /** Adds a header to the error response, such as {@code ETag} on a 304. */
    public S3Exception withHeader(String name, String value) {
        headers.set(name, value);
        return this;
    }

    public S3ErrorCode code() {
        return code;
    }

    /** The code's own elements in the order they are written. */
    public Map<String, String> fields() {
        return fields;
    }

    public S3Headers headers() {
        return headers;
    }

    public static S3Exception invalidArgument(String name, @Nullable String value, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message).with("ArgumentName", name).with("ArgumentValue", value);
    }

    public static S3Exception notImplemented(String what) {
        return new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, what + " is not implemented");
    }

    /** @param header as S3 names it in the element of the same name */
    public static S3Exception unsupportedHeader(String header) {
        return new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", header);
    }

    /** No bucket has object lock, so whatever asks for a lock asks in vain. */
    public static S3Exception noObjectLock() {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
    }

    public static S3Exception noSuchBucket(String bucket) {
        return new S3Exception(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", bucket);
    }

    public static S3Exception noSuchKey(String key) {
        return new S3Exception(S3ErrorCode.NO_SUCH_KEY).with("Key", key);
    }

    public static S3Exception noSuchVersion(String key, String versionId) {
        return new S3Exception(S3ErrorCode.NO_SUCH_VERSION).with("Key", key).with("VersionId", versionId);
    }

    public static S3Exception noSuchUpload(String uploadId) {
        return new S3Exception(S3ErrorCode.NO_SUCH_UPLOAD).with("UploadId", uploadId);
    }
}
