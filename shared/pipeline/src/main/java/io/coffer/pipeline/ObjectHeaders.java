package io.coffer.pipeline;

import io.coffer.checksum.Checksum;
import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.ChecksumType;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.Encryption;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Upload;
import io.coffer.metadata.Versioning;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.http.HttpDate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The headers by which an answer tells of an object, of an upload or of a part. A header without a value is left out. Not thread-safe. */
public final class ObjectHeaders {

    public static final String VERSION = "x-amz-version-id";

    private static final String CHECKSUM_TYPE = "x-amz-checksum-type";

    private final S3Response response;

    private ObjectHeaders(S3Response response) {
        this.response = response;
    }

    /** Puts headers on an answer. */
    public static ObjectHeaders on(S3Response response) {
        return new ObjectHeaders(response);
    }

    /** The answer with its headers. */
    public S3Response response() {
        return response;
    }

    /** @param etag without its quotation marks */
    public ObjectHeaders etag(String etag) {
        response.with("ETag", '"' + etag + '"');
        return this;
    }

    public ObjectHeaders lastModified(Instant time) {
        response.with("Last-Modified", HttpDate.header(time));
        return this;
    }

    /** The checksum of a whole object, with its type. */
    public ObjectHeaders checksum(@Nullable Checksum checksum) {
        if (checksum != null) {
            response.with(checksum.algorithm().header(), checksum.value()).with(CHECKSUM_TYPE, checksum.type().name());
        }
        return this;
    }

    /** The checksum of a part, if its upload has an algorithm. */
    public ObjectHeaders checksum(@Nullable ChecksumAlgorithm ofUpload, @Nullable String value) {
        if (ofUpload != null) {
            response.with(ofUpload.header(), value);
        }
        return this;
    }

    /** Which checksums an upload's parts and object are to have. */
    public ObjectHeaders checksumsOf(@Nullable ChecksumAlgorithm ofUpload, ChecksumType type) {
        if (ofUpload != null) {
            response.with("x-amz-checksum-algorithm", ofUpload.name()).with(CHECKSUM_TYPE, type.name());
        }
        return this;
    }

    public ObjectHeaders encryption(@Nullable Encryption encryption) {
        ServerSideEncryption.answer(encryption, response.headers());
        return this;
    }

    public ObjectHeaders contentId(ObjectRecord object) {
        response.with(ContentIds.HEADER, object.cid());
        return this;
    }

    /** When a current object expires, if a rule has it expire. A read of the rules at the first time. */
    public ObjectHeaders expiration(ObjectCall call, ObjectRecord object, Lifecycles lifecycles) {
        lifecycles.writeExpiration(call.bucket(), call.key(), object, response.headers());
        return this;
    }

    /** When an upload is aborted, if a rule has it aborted. A read of the rules at the first time. */
    public ObjectHeaders abort(Bucket bucket, Upload upload, Lifecycles lifecycles) {
        lifecycles.writeAbort(bucket, upload, response.headers());
        return this;
    }

    /** The version that was read or changed. */
    public ObjectHeaders version(Bucket bucket, String versionId) {
        response.with(VERSION, bucket.keepsVersions() ? versionId : null);
        return this;
    }

    /** The version that was copied. */
    public ObjectHeaders copied(Bucket source, String versionId) {
        response.with("x-amz-copy-source-version-id", source.keepsVersions() ? versionId : null);
        return this;
    }

    /** What each answer tells of the object that its request made. S3 tells no version if versioning is suspended. */
    public ObjectHeaders made(ObjectCall call, ObjectRecord object, Lifecycles lifecycles) {
        response.with(VERSION, call.bucket().versioning() == Versioning.ENABLED ? object.versionId() : null);
        return expiration(call, object, lifecycles).encryption(object.encryption()).contentId(object);
    }
}
