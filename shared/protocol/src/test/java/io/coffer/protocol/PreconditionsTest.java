package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreconditionsTest {

    private static final String ETAG = "9e107d9d372bb6826bd81d3542a419d6";
    private static final String OTHER = "\"e4d909c290d0fb1ca068ffaddf22cbd0\"";
    /** Stored with milliseconds, told in whole seconds. */
    private static final Instant MODIFIED = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final String BEFORE = "Wed, 04 Mar 2026 05:06:06 GMT";
    private static final String SAME = "Wed, 04 Mar 2026 05:06:07 GMT";

    private static Preconditions ifMatch(String value) {
        return new Preconditions(value, null, null, null);
    }

    private static Preconditions ifNoneMatch(String value) {
        return new Preconditions(null, value, null, null);
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
            assertDoesNotThrow(() -> ifMatch(value).requireForRead(ETAG, MODIFIED));
            assertRefused(S3ErrorCode.NOT_MODIFIED, () -> ifNoneMatch(value).requireForRead(ETAG, MODIFIED));
        }

        @Test
        void ifMatchNamesAnother() {
            S3Exception refusal =
                    assertRefused(S3ErrorCode.PRECONDITION_FAILED, () -> ifMatch(OTHER).requireForRead(ETAG, MODIFIED));
            assertEquals("If-Match", refusal.fields().get("Condition"));
            assertDoesNotThrow(() -> ifNoneMatch(OTHER).requireForRead(ETAG, MODIFIED));
        }

        @Test
        void notModifiedSaysWhichObject() {
            S3Exception refusal = assertRefused(S3ErrorCode.NOT_MODIFIED, () -> ifNoneMatch("*").requireForRead(ETAG, MODIFIED));
            assertEquals('"' + ETAG + '"', refusal.headers().get("ETag"));
            assertEquals(SAME, refusal.headers().get("Last-Modified"));
        }

        @Test
        void datesAreComparedInWholeSeconds() {
            assertRefused(S3ErrorCode.NOT_MODIFIED,
                    () -> new Preconditions(null, null, SAME, null).requireForRead(ETAG, MODIFIED));
            assertDoesNotThrow(() -> new Preconditions(null, null, BEFORE, null).requireForRead(ETAG, MODIFIED));
            assertDoesNotThrow(() -> new Preconditions(null, null, null, SAME).requireForRead(ETAG, MODIFIED));
            assertRefused(S3ErrorCode.PRECONDITION_FAILED,
                    () -> new Preconditions(null, null, null, BEFORE).requireForRead(ETAG, MODIFIED));
        }

        @Test
        void whatIsNoDateIsIgnored() {
            assertDoesNotThrow(() -> new Preconditions(null, null, "yesterday", "tomorrow").requireForRead(ETAG, MODIFIED));
        }

        @Test
        void etagsWinOverDates() {
            assertDoesNotThrow(() -> new Preconditions(ETAG, null, null, BEFORE).requireForRead(ETAG, MODIFIED));
            assertDoesNotThrow(() -> new Preconditions(null, OTHER, SAME, null).requireForRead(ETAG, MODIFIED));
        }
    }

    @Nested
    final class ForCopies {

        @Test
        void anUnchangedSourceIsAFailedPrecondition() {
            assertRefused(S3ErrorCode.PRECONDITION_FAILED, () -> ifNoneMatch(ETAG).requireForCopy(ETAG, MODIFIED));
            assertRefused(S3ErrorCode.PRECONDITION_FAILED,
                    () -> new Preconditions(null, null, SAME, null).requireForCopy(ETAG, MODIFIED));
            assertDoesNotThrow(() -> ifNoneMatch(OTHER).requireForCopy(ETAG, MODIFIED));
        }
    }

    @Nested
    final class ForWrites {

        @Test
        void ifNoneMatchStarWantsNothingThere() {
            assertDoesNotThrow(() -> ifNoneMatch("*").requireForWrite(Optional.empty()));
            assertRefused(S3ErrorCode.PRECONDITION_FAILED, () -> ifNoneMatch("*").requireForWrite(Optional.of(ETAG)));
        }

        @Test
        void ifMatchWantsThatObject() {
            assertDoesNotThrow(() -> ifMatch(ETAG).requireForWrite(Optional.of(ETAG)));
            assertRefused(S3ErrorCode.PRECONDITION_FAILED, () -> ifMatch(OTHER).requireForWrite(Optional.of(ETAG)));
            assertRefused(S3ErrorCode.NO_SUCH_KEY, () -> ifMatch(ETAG).requireForWrite(Optional.empty()));
        }

        @Test
        void datesDoNotMakeAWriteConditional() {
            assertTrue(ifMatch(ETAG).conditionalWrite());
            assertTrue(ifNoneMatch("*").conditionalWrite());
            assertFalse(new Preconditions(null, null, SAME, SAME).conditionalWrite());
        }
    }
}
