package io.coffer.metadata;

import java.util.Optional;

/** The reason why a store did not find or do what it was asked. */
public sealed interface Refusal {

    /**
     * A key has no current object.
     *
     * @param hiddenBy the version id of the delete marker that hides the key, if one does
     */
    record NoObject(String key, Optional<String> hiddenBy) implements Refusal {}

    /** A key has no version of an id. */
    record NoVersion(String key, String versionId) implements Refusal {}

    /**
     * The version of an id is a delete marker.
     *
     * @param versionId as it was asked for
     */
    record IsDeleteMarker(String versionId, ObjectRecord marker) implements Refusal {}

    /** A version was asked for by a text that cannot be a version id. */
    record NotAVersionId(String text) implements Refusal {}

    /** There is no such upload, or none any more. */
    record NoUpload(String uploadId) implements Refusal {}

    /** There is no such bucket, or it was deleted since it was read. A write that learns so has been committed and is lost with it. */
    record NoBucket(String name) implements Refusal {}

    /** The bucket has objects, versions or uploads in progress. */
    record BucketNotEmpty(String name) implements Refusal {}

    /** Another account owns a bucket of the name. */
    record BucketNameTaken(String name) implements Refusal {}

    /** The account has as many buckets as it may have. */
    record TooManyBuckets() implements Refusal {}

    /** The account is gone. */
    record NoAccount() implements Refusal {}

    /**
     * The account would hold more than its plan allows.
     *
     * @param most in bytes, or a number
     */
    record OverQuota(Quota quota, long most) implements Refusal {}

    /** What a plan may limit of what an account holds. */
    enum Quota {
        OBJECTS, BYTES, UPLOADS
    }

    /**
     * A condition of the request does not hold of the key's current object.
     *
     * @param current the object as it was when that was decided
     */
    record ConditionFailed(Optional<ObjectRecord> current) implements Refusal {}

    /** Another request was first; the same request may succeed if it is sent again. */
    sealed interface LostRace extends Refusal {}

    /** The object changed since it was read. */
    record ObjectChanged() implements LostRace {}

    /** The bucket keeps versions since it was read: the object that would be replaced or removed is one. */
    record VersioningBegan() implements LostRace {}

    /** A deletion of the bucket has begun. A write that learns so has been committed, and may be lost with the bucket. */
    record BucketBeingDeleted() implements LostRace {}

    /** A change that was to be made together with the write cannot be made any more. */
    record Overtaken() implements LostRace {}

    /** Other writers changed the key whenever it was read. */
    record NeverAtRest() implements LostRace {}

    /** Other writers were first at every attempt. */
    record Contended() implements LostRace {}
}
