package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.S3Headers;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeleteConditionsTest {

    private static final Instant MODIFIED = Instant.parse("2026-03-04T05:06:07.890Z");

    private static DeleteConditions of(String header, String value) {
        return DeleteConditions.of(new S3Headers().add(header, value));
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "If-Match                          | *",
        "If-Match                          | etag",
        "x-amz-if-match-size               | 5",
        "x-amz-if-match-last-modified-time | Wed, 04 Mar 2026 05:06:07 GMT",
    })
    void aConditionHoldsOfTheObjectAndNeitherOfNothingNorOfAVersion(String header, String value) {
        DeleteConditions conditions = of(header, value);
        assertEquals(Optional.empty(), conditions.refusal("key", "etag", MODIFIED, 5));
        assertEquals("key", assertRefused(S3ErrorCode.NO_SUCH_KEY, conditions.refusalOfNothing("key")).fields().get("Key"));
        assertEquals(header,
                assertRefused(S3ErrorCode.NOT_IMPLEMENTED, conditions::requireNoneWithVersion).fields().get("Header"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "If-Match                          | other                         | If-Match",
        "x-amz-if-match-size               | 6                             | x-amz-if-match-size",
        "x-amz-if-match-last-modified-time | Wed, 04 Mar 2026 05:06:08 GMT | x-amz-if-match-last-modified-time",
    })
    void anotherObjectStays(String header, String value, String condition) {
        DeleteConditions conditions = of(header, value);
        S3Exception refusal =
                assertRefused(S3ErrorCode.PRECONDITION_FAILED, conditions.refusal("key", "etag", MODIFIED, 5));
        assertEquals(condition, refusal.fields().get("Condition"));
    }

    @Test
    void withoutConditionsAnythingMayGo() {
        assertEquals(Optional.empty(), DeleteConditions.NONE.refusal("key", "etag", MODIFIED, 5));
        assertEquals(Optional.empty(), DeleteConditions.NONE.refusalOfNothing("key"));
        assertDoesNotThrow(DeleteConditions.NONE::requireNoneWithVersion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-None-Match", "If-Modified-Since", "If-Unmodified-Since"})
    void conditionsOfOtherRequestsAreRefusedByName(String header) {
        assertEquals(header, assertRefused(S3ErrorCode.NOT_IMPLEMENTED, () -> of(header, "*")).fields().get("Header"));
    }
}
