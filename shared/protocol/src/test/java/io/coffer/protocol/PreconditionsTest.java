package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreconditionsTest {

    private static final String ETAG = "9e107d9d372bb6826bd81d3542a419d6";
    private static final String OTHER = "\"e4d909c290d0fb1ca068ffaddf22cbd0\"";
    /** Stored with milliseconds, told in whole seconds. */
    private static final Instant MODIFIED = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final String BEFORE = "Wed, 04 Mar 2026 05:06:06 GMT";
    private static final String SAME = "Wed, 04 Mar 2026 05:06:07 GMT";
    private static final Instant NOW = Instant.parse("2026-03-05T00:00:00Z");
    private static final String FUTURE = "Fri, 06 Mar 2026 00:00:00 GMT";

    private static Preconditions ifMatch(String value) {
        return new Preconditions(value, null, null, null);
    }

    private static Preconditions ifNoneMatch(String value) {
        return new Preconditions(null, value, null, null);
    }

    private static S3Exception assertRefused(S3ErrorCode code, Optional<S3Exception> refusal) {
        assertEquals(Optional.of(code), refusal.map(S3Exception::code));
        return refusal.get();
    }

    private static S3Exception assertRefused(S3ErrorCode code, Executable check) {
        S3Exception refusal = assertThrows(S3Exception.class, check);
        assertEquals(code, refusal.code());
        return refusal;
    }

    @Nested
    final class ForReads {

        @ParameterizedTest
        @ValueSource(strings = {ETAG, '"' + ETAG + '"', "*", OTHER + ", \"" + ETAG + '"', "W/\"" + ETAG + '"'})
        void ifMatchNamesTheObject(String value) {
            assertDoesNotThrow(() -> ifMatch(value).requireForRead(ETAG, MODIFIED, NOW));
            assertRefused(S3ErrorCode.NOT_MODIFIED, () -> ifNoneMatch(value).requireForRead(ETAG, MODIFIED, NOW));
        }

        @Test
        void ifMatchNamesAnother() {
            S3Exception refusal =
                    assertRefused(S3ErrorCode.PRECONDITION_FAILED, () -> ifMatch(OTHER).requireForRead(ETAG, MODIFIED, NOW));
            assertEquals("If-Match", refusal.fields().get("Condition"));
            assertDoesNotThrow(() -> ifNoneMatch(OTHER).requireForRead(ETAG, MODIFIED, NOW));
        }

        @Test
        void notModifiedSaysWhichObject() {
            S3Exception refusal = assertRefused(S3ErrorCode.NOT_MODIFIED, () -> ifNoneMatch("*").requireForRead(ETAG, MODIFIED, NOW));
            assertEquals('"' + ETAG + '"', refusal.headers().get("ETag"));
            assertEquals(SAME, refusal.headers().get("Last-Modified"));
        }

        @Test
        void datesAreComparedInWholeSeconds() {
            assertRefused(S3ErrorCode.NOT_MODIFIED,
                    () -> new Preconditions(null, null, SAME, null).requireForRead(ETAG, MODIFIED, NOW));
            assertDoesNotThrow(() -> new Preconditions(null, null, BEFORE, null).requireForRead(ETAG, MODIFIED, NOW));
            assertDoesNotThrow(() -> new Preconditions(null, null, null, SAME).requireForRead(ETAG, MODIFIED, NOW));
            assertRefused(S3ErrorCode.PRECONDITION_FAILED,
                    () -> new Preconditions(null, null, null, BEFORE).requireForRead(ETAG, MODIFIED, NOW));
        }

        @Test
        void aTimeInTheFutureIsIgnored() {
            assertDoesNotThrow(() -> new Preconditions(null, null, FUTURE, null).requireForRead(ETAG, MODIFIED, NOW));
            assertDoesNotThrow(() -> new Preconditions(null, null, FUTURE, null).requireForCopy(ETAG, MODIFIED, NOW));
        }

        @Test
        void anAsteriskInQuotesIsAnETag() {
            assertRefused(S3ErrorCode.PRECONDITION_FAILED, () -> ifMatch("\"*\"").requireForRead(ETAG, MODIFIED, NOW));
        }

        @Test
        void whatIsNoDateIsIgnored() {
            assertDoesNotThrow(() -> new Preconditions(null, null, "yesterday", "tomorrow").requireForRead(ETAG, MODIFIED, NOW));
        }

        @Test
        void etagsWinOverDates() {
            assertDoesNotThrow(() -> new Preconditions(ETAG, null, null, BEFORE).requireForRead(ETAG, MODIFIED, NOW));
            assertDoesNotThrow(() -> new Preconditions(null, OTHER, SAME, null).requireForRead(ETAG, MODIFIED, NOW));
        }
    }

    @Nested
    final class ForCopies {

        @Test
        void anUnchangedSourceIsAFailedPrecondition() {
            assertRefused(S3ErrorCode.PRECONDITION_FAILED, () -> ifNoneMatch(ETAG).requireForCopy(ETAG, MODIFIED, NOW));
            assertRefused(S3ErrorCode.PRECONDITION_FAILED,
                    () -> new Preconditions(null, null, SAME, null).requireForCopy(ETAG, MODIFIED, NOW));
            assertDoesNotThrow(() -> ifNoneMatch(OTHER).requireForCopy(ETAG, MODIFIED, NOW));
        }

        @Test
        void theConditionIsNamedAsItWasSent() {
            S3Headers sent = new S3Headers()
                    .add("x-amz-copy-source-if-match", OTHER)
                    .add("x-amz-copy-source-if-none-match", ETAG)
                    .add("x-amz-copy-source-if-modified-since", SAME)
                    .add("x-amz-copy-source-if-unmodified-since", BEFORE);
            for (String condition : List.of("If-Match", "If-Unmodified-Since", "If-None-Match", "If-Modified-Since")) {
                S3Exception refusal = assertRefused(S3ErrorCode.PRECONDITION_FAILED,
                        () -> Preconditions.ofCopySource(sent).requireForCopy(ETAG, MODIFIED, NOW));
                assertEquals("x-amz-copy-source-" + condition, refusal.fields().get("Condition"));
                sent.remove("x-amz-copy-source-" + condition);
            }
            assertDoesNotThrow(() -> Preconditions.ofCopySource(sent).requireForCopy(ETAG, MODIFIED, NOW));
        }
    }

    @Nested
    final class ForWrites {

        @Test
        void ifNoneMatchStarWantsNothingThere() {
            assertEquals(Optional.empty(), ifNoneMatch("*").refusalOfWrite("key", Optional.empty()));
            assertRefused(S3ErrorCode.PRECONDITION_FAILED, ifNoneMatch("*").refusalOfWrite("key", Optional.of(ETAG)));
        }

        @Test
        void ifMatchWantsThatObject() {
            assertEquals(Optional.empty(), ifMatch(ETAG).refusalOfWrite("key", Optional.of(ETAG)));
            assertRefused(S3ErrorCode.PRECONDITION_FAILED, ifMatch(OTHER).refusalOfWrite("key", Optional.of(ETAG)));
            S3Exception missing =
                    assertRefused(S3ErrorCode.NO_SUCH_KEY, ifMatch(ETAG).refusalOfWrite("key", Optional.empty()));
            assertEquals("key", missing.fields().get("Key"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', nullValues = "-", value = {
            "if-none-match       | \"a\" | -             | If-None-Match       "
                + "| We don't accept the provided value of If-None-Match header for this API",
            "if-match            | \"a\" | if-none-match | If-Match,If-None-Match "
                + "| Multiple conditional request headers present in the request",
            "if-modified-since   | x     | -             | If-Modified-Since   | -",
            "if-unmodified-since | x     | if-none-match | If-Unmodified-Since | -",
        })
        void whatS3DoesNotTakeWithAWriteIsRefusedByName(String name, String value, String second, String header, String more) {
            S3Headers sent = new S3Headers().add(name, value);
            if (second != null) {
                sent.add(second, "*");
            }
            S3Exception refusal = assertRefused(S3ErrorCode.NOT_IMPLEMENTED, () -> Preconditions.ofWrite(sent));
            assertEquals("A header you provided implies functionality that is not implemented", refusal.getMessage());
            assertEquals(header, refusal.fields().get("Header"));
            assertEquals(more, refusal.fields().get("additionalMessage"));
        }

        @Test
        void aWriteTakesAnETagOrAnyObjectOrNone() {
            assertEquals(ifMatch(ETAG), Preconditions.ofWrite(new S3Headers().add("If-Match", ETAG)));
            assertEquals(ifMatch("*"), Preconditions.ofWrite(new S3Headers().add("If-Match", "*")));
            assertEquals(ifNoneMatch("*"), Preconditions.ofWrite(new S3Headers().add("If-None-Match", "*")));
        }

        @Test
        void datesDoNotMakeAWriteConditional() {
            assertTrue(ifMatch(ETAG).conditionalWrite());
            assertTrue(ifNoneMatch("*").conditionalWrite());
            assertFalse(new Preconditions(null, null, SAME, SAME).conditionalWrite());
        }
    }
}
