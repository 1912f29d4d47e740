package io.coffer.pipeline;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.protocol.BucketName;
import io.coffer.protocol.ObjectKey;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.QueryParameters;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.TagSet;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The object that {@code x-amz-copy-source} names; the caller may read it.
 *
 * @param versionId null if none is named
 */
public record CopySource(Bucket bucket, String key, @Nullable String versionId) {

    static final String HEADER = "x-amz-copy-source";

    /**
     * Finds the source's bucket: one read, none if it is the call's own.
     *
     * @param own the bucket that the copy goes to
     * @throws S3Exception InvalidArgument, NoSuchBucket, AccessDenied
     */
    public static CopySource of(Call call, Bucket own, BucketStore buckets) {
        String header = Objects.requireNonNull(call.header(HEADER), HEADER);
        int question = header.indexOf('?');
        String path = UriEncoding.decodePath(question < 0 ? header : header.substring(0, question));
        String source = path.startsWith("/") ? path.substring(1) : path;
        int slash = source.indexOf('/');
        if (slash <= 0 || slash == source.length() - 1) {
            throw S3Exception.invalidArgument(HEADER, header,
                    "Invalid copy source object key");
        }
        String versionId = question < 0 ? null : new QueryParameters(header.substring(question + 1)).get("versionId");
        String name = source.substring(0, slash);
        String key = source.substring(slash + 1);
        BucketName.require(name);
        ObjectKey.require(key);
        Bucket bucket = name.equals(own.name())
                ? own
                : buckets.findForRequest(name).orElseThrow(() -> S3Exception.noSuchBucket(name));
        call.access().requireOwner(bucket, call.header("x-amz-source-expected-bucket-owner"));
        call.access().require(S3Operation.GET_OBJECT, bucket, key, versionId);
        return new CopySource(bucket, key, versionId);
    }

    /**
     * The source as it is: one read, up to three for a version.
     *
     * @throws S3Exception NoSuchKey, NoSuchVersion, InvalidRequest for a delete marker, PreconditionFailed
     */
    public ObjectRecord require(Call call, ObjectStore objects, Instant now) {
        ObjectRecord object = object(call.access(), objects);
        Preconditions.ofCopySource(call.headers()).requireForCopy(object.etag(), object.lastModified(), now);
        return object;
    }

    /** The source's tags: a read, up to three for a version. None of what there is not. */
    public TagSet tags(ObjectStore objects) {
        return objects.find(bucket, key, versionId).answer().map(object -> new TagSet(object.tags())).orElse(TagSet.EMPTY);
    }

    private ObjectRecord object(Access access, ObjectStore objects) {
        return objects.find(bucket, key, versionId).orElseThrow(refusal -> refusal instanceof Refusal.IsDeleteMarker
                ? new S3Exception(S3ErrorCode.INVALID_REQUEST,
                        "The source of a copy request may not specifically refer to a delete marker by version id.")
                : access.hidingExistence(Refusals.of(refusal), bucket, key));
    }
}
