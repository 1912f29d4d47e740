package io.coffer.pipeline;

import io.coffer.metadata.Outcome;
import io.coffer.metadata.Refusal;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import java.util.Optional;
import java.util.function.Function;

/** The refusals of stores in S3's words. */
public final class Refusals {

    private static final String DELETE_MARKER = "x-amz-delete-marker";

    private Refusals() {}

    /**
     * A store's answer.
     *
     * @throws S3Exception its refusal
     */
    public static <T> T require(Outcome<T> outcome) {
        return outcome.orElseThrow(Refusals::of);
    }

    /**
     * A store's answer to a request that depends on an object as it was read.
     *
     * @param words of the other refusals
     * @return empty if the object has changed since, so that it must be read again
     */
    public static <T> Optional<T> unlessChanged(Outcome<T> outcome, Function<Refusal, S3Exception> words) {
        return outcome.isRefused(Refusal.ObjectChanged.class) ? Optional.empty() : Optional.of(outcome.orElseThrow(words));
    }

    /** The refusal of a request without conditions; {@link RequestedCondition} has the words for one with conditions. */
    public static S3Exception of(Refusal refusal) {
        if (refusal instanceof Refusal.NoObject none) {
            return noObject(none);
        }
        if (refusal instanceof Refusal.NoVersion none) {
            return S3Exception.noSuchVersion(none.key(), none.versionId());
        }
        if (refusal instanceof Refusal.IsDeleteMarker found) {
            return deleteMarker(found);
        }
        if (refusal instanceof Refusal.NotAVersionId other) {
            return S3Exception.invalidArgument("versionId", other.text(),
                    other.text().isEmpty() ? "Version id cannot be the empty string" : "Invalid version id specified");
        }
        if (refusal instanceof Refusal.NoUpload none) {
            return S3Exception.noSuchUpload(none.uploadId());
        }
        if (refusal instanceof Refusal.OverQuota over) {
            return overQuota(over);
        }
        return ofBucket(refusal);
    }

    private static S3Exception ofBucket(Refusal refusal) {
        if (refusal instanceof Refusal.NoBucket none) {
            return S3Exception.noSuchBucket(none.name());
        }
        if (refusal instanceof Refusal.BucketNotEmpty full) {
            return new S3Exception(S3ErrorCode.BUCKET_NOT_EMPTY).with("BucketName", full.name());
        }
        if (refusal instanceof Refusal.BucketNameTaken taken) {
            return new S3Exception(S3ErrorCode.BUCKET_ALREADY_EXISTS).with("BucketName", taken.name());
        }
        if (refusal instanceof Refusal.TooManyBuckets) {
            return new S3Exception(S3ErrorCode.TOO_MANY_BUCKETS);
        }
        if (refusal instanceof Refusal.NoAccount) {
            return new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        if (refusal instanceof Refusal.LostRace) {
            return new S3Exception(S3ErrorCode.OPERATION_ABORTED);
        }
        throw new IllegalArgumentException("S3 has no words for " + refusal);
    }

    /** S3 says, too, that it is a delete marker that hides the key. */
    private static S3Exception noObject(Refusal.NoObject none) {
        S3Exception refusal = S3Exception.noSuchKey(none.key());
        none.hiddenBy().ifPresent(id -> refusal.withHeader(DELETE_MARKER, "true").withHeader(ObjectHeaders.VERSION, id));
        return refusal;
    }

    private static S3Exception deleteMarker(Refusal.IsDeleteMarker found) {
        return new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED)
                .with("Method", "GET")
                .with("ResourceType", "DeleteMarker")
                .withHeader("Allow", "DELETE")
                .withHeader(DELETE_MARKER, "true")
                .withHeader(ObjectHeaders.VERSION, found.versionId())
                .withHeader("Last-Modified", HttpDate.header(found.marker().lastModified()));
    }

    private static S3Exception overQuota(Refusal.OverQuota over) {
        String limit = switch (over.quota()) {
            case OBJECTS -> over.most() + " objects that its plan allows: delete some";
            case BYTES -> over.most() + " bytes that its plan allows: delete some";
            case UPLOADS -> over.most() + " uploads in progress that its plan allows: complete or abort some";
        };
        String element = switch (over.quota()) {
            case OBJECTS -> "MaxObjects";
            case BYTES -> "MaxBytes";
            case UPLOADS -> "MaxUploads";
        };
        return new S3Exception(S3ErrorCode.QUOTA_EXCEEDED,
                "The account would hold more than the " + limit + ", or change the plan.")
                .with(element, over.most());
    }
}
