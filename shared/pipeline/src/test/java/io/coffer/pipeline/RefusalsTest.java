package io.coffer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Refusal.OverQuota;
import io.coffer.metadata.Refusal.Quota;
import io.coffer.protocol.DeleteConditions;
import io.coffer.protocol.Preconditions;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final ObjectRecord OBJECT = object("etag");

    private static final Map<Refusal, S3ErrorCode> CODES = Map.ofEntries(
            Map.entry(new Refusal.NoObject("key", Optional.empty()), S3ErrorCode.NO_SUCH_KEY),
            Map.entry(new Refusal.NoVersion("key", "id"), S3ErrorCode.NO_SUCH_VERSION),
            Map.entry(new Refusal.IsDeleteMarker("id", OBJECT), S3ErrorCode.METHOD_NOT_ALLOWED),
            Map.entry(new Refusal.NotAVersionId("id"), S3ErrorCode.INVALID_ARGUMENT),
            Map.entry(new Refusal.NoUpload("id"), S3ErrorCode.NO_SUCH_UPLOAD),
            Map.entry(new Refusal.NoBucket("name"), S3ErrorCode.NO_SUCH_BUCKET),
            Map.entry(new Refusal.BucketNotEmpty("name"), S3ErrorCode.BUCKET_NOT_EMPTY),
            Map.entry(new Refusal.BucketNameTaken("name"), S3ErrorCode.BUCKET_ALREADY_EXISTS),
            Map.entry(new Refusal.TooManyBuckets(), S3ErrorCode.TOO_MANY_BUCKETS),
            Map.entry(new Refusal.NoAccount(), S3ErrorCode.ACCESS_DENIED),
            Map.entry(new OverQuota(Quota.BYTES, 1), S3ErrorCode.QUOTA_EXCEEDED),
            Map.entry(new Refusal.ConditionFailed(Optional.of(OBJECT)), S3ErrorCode.PRECONDITION_FAILED),
            Map.entry(new Refusal.ObjectChanged(), S3ErrorCode.OPERATION_ABORTED),
            Map.entry(new Refusal.VersioningBegan(), S3ErrorCode.OPERATION_ABORTED),
            Map.entry(new Refusal.BucketBeingDeleted(), S3ErrorCode.OPERATION_ABORTED),
            Map.entry(new Refusal.Overtaken(), S3ErrorCode.OPERATION_ABORTED),
            Map.entry(new Refusal.NeverAtRest(), S3ErrorCode.OPERATION_ABORTED),
            Map.entry(new Refusal.Contended(), S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT));

    private static ObjectRecord object(String etag) {
        return new ObjectRecord(etag, 1, 1_767_225_600_000L, null, null, null, null, null, "1", null, null, null);
    }

    private static Stream<Class<?>> kinds(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).flatMap(kind -> kind.isSealed() ? kinds(kind) : Stream.of(kind));
    }

    @Test
    void everyRefusalOfAWriteHasItsCode() {
        assertEquals(kinds(Refusal.class).collect(Collectors.toSet()),
                CODES.keySet().stream().map(Object::getClass).collect(Collectors.<Class<?>>toSet()));
        RequestedCondition condition = RequestedCondition.ofWrite("key", new Preconditions(null, "*", null, null));
        CODES.forEach((refusal, code) -> assertEquals(code, condition.refusal(refusal).code(), refusal.toString()));
    }

    @Test
    void withoutAConditionWritersThatMeetAreAborted() {
        assertEquals(S3ErrorCode.OPERATION_ABORTED, Refusals.of(new Refusal.Contended()).code());
    }

    @Test
    void aDeleteMarkerIsToldWithTheHeadersOfOne() {
        S3Exception told = Refusals.of(new Refusal.IsDeleteMarker("id", OBJECT));

        assertEquals(Map.of("Method", "GET", "ResourceType", "DeleteMarker"), told.fields());
        assertEquals(List.of("DELETE", "true", "id", "Thu, 01 Jan 2026 00:00:00 GMT"),
                Stream.of("Allow", "x-amz-delete-marker", "x-amz-version-id", "Last-Modified").map(told.headers()::get).toList());
    }

    @Test
    void anObjectThatIsHiddenIsToldWithItsMarker() {
        S3Exception hidden = Refusals.of(new Refusal.NoObject("key", Optional.of("id")));
        S3Exception gone = Refusals.of(new Refusal.NoObject("key", Optional.empty()));

        assertEquals("id", hidden.headers().get("x-amz-version-id"));
        assertEquals("true", hidden.headers().get("x-amz-delete-marker"));
        assertTrue(gone.headers().names().isEmpty());
    }

    @Test
    void whatCanBeNoVersionIdIsTold() {
        assertEquals("Version id cannot be the empty string", Refusals.of(new Refusal.NotAVersionId("")).getMessage());
        assertEquals("Invalid version id specified", Refusals.of(new Refusal.NotAVersionId("x")).getMessage());
    }

    @Test
    void aQuotaIsToldWithItsRemedy() {
        S3Exception objects = Refusals.of(new OverQuota(Quota.OBJECTS, 3));
        S3Exception bytes = Refusals.of(new OverQuota(Quota.BYTES, 1000));
        S3Exception uploads = Refusals.of(new OverQuota(Quota.UPLOADS, 2));

        assertEquals("The account would hold more than the 3 objects that its plan allows: delete some, or change the plan.",
                objects.getMessage());
        assertEquals("The account would hold more than the 1000 bytes that its plan allows: delete some, or change the plan.",
                bytes.getMessage());
        assertEquals("The account would hold more than the 2 uploads in progress that its plan allows: complete or abort some, or change"
                + " the plan.", uploads.getMessage());
        assertEquals(List.of(Map.of("MaxObjects", "3"), Map.of("MaxBytes", "1000"), Map.of("MaxUploads", "2")),
                List.of(objects.fields(), bytes.fields(), uploads.fields()));
    }

    @Test
    void aDeletionIsRefusedForTheFirstConditionThatDoesNotHold() {
        RequestedCondition condition = RequestedCondition.ofDelete("key", new DeleteConditions("etag", null, 2L));

        assertEquals("x-amz-if-match-size",
                condition.refusal(new Refusal.ConditionFailed(Optional.of(OBJECT))).fields().get("Condition"));
        assertEquals("If-Match",
                condition.refusal(new Refusal.ConditionFailed(Optional.of(object("other")))).fields().get("Condition"));
        assertEquals(S3ErrorCode.NO_SUCH_KEY, condition.refusal(new Refusal.ConditionFailed(Optional.empty())).code());
    }

    @Test
    void anObjectThatChangedIsReadAgain() {
        assertEquals(Optional.empty(), Refusals.unlessChanged(Outcome.refused(new Refusal.ObjectChanged()), Refusals::of));
        assertEquals(Optional.of(1), Refusals.unlessChanged(Outcome.done(1), Refusals::of));
        assertThrows(S3Exception.class, () -> Refusals.unlessChanged(Outcome.refused(new Refusal.Contended()), Refusals::of));
    }
}
