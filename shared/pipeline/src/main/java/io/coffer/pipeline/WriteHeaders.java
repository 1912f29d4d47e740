package io.coffer.pipeline;

import io.coffer.protocol.TagSet;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.util.List;
import java.util.Map;

/** What the headers of a request that makes an object may ask for; the same for PutObject, CopyObject and CreateMultipartUpload. */
public final class WriteHeaders {

    private static final List<String> OBJECT_LOCK = List.of(
            "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date", "x-amz-object-lock-legal-hold");

    public static final String STORAGE_CLASS = "x-amz-storage-class";

    private WriteHeaders() {}

    /**
     * @throws S3Exception InvalidRequest for a lock, InvalidStorageClass for any class except STANDARD,
     *     AccessControlListNotSupported for a list that grants more or less than the bucket's
     */
    public static void require(BucketCall call) {
        S3Headers headers = call.headers();
        if (OBJECT_LOCK.stream().anyMatch(name -> !headers.find(name).orElse("").isEmpty())) {
            throw S3Exception.noObjectLock();
        }
        if (!headers.find(STORAGE_CLASS).orElse("STANDARD").equals("STANDARD")) {
            throw new S3Exception(S3ErrorCode.INVALID_STORAGE_CLASS).with("StorageClassRequested", headers.get(STORAGE_CLASS));
        }
        call.access().requireListWithin(call.bucket());
    }

    /** What the creation of an upload says that policies may ask about, for the requests that go on with it. */
    public static Map<String, String> asked(Call call) {
        return ConditionHeaders.ofCreation(call.headers());
    }

    /**
     * The tags that {@code x-amz-tagging} asks for.
     *
     * @throws S3Exception InvalidArgument, InvalidTag
     */
    public static TagSet tags(Call call) {
        return TagSet.ofHeader(call.headers().find("x-amz-tagging").orElse(""), TagSet.MAX_OF_OBJECT);
    }
}
