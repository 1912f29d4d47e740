package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.protocol.http.S3Headers;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IfRangeTest {

    private static final String ETAG = "9e107d9d372bb6826bd81d3542a419d6";
    /** Stored with milliseconds, told in whole seconds. */
    private static final Instant MODIFIED = Instant.parse("2026-03-04T05:06:07.890Z");

    private static boolean holds(String value) {
        return IfRange.holds(new S3Headers().add("If-Range", value), ETAG, MODIFIED);
    }

    @Test
    void withoutTheHeaderTheRangeStands() {
        assertTrue(IfRange.holds(new S3Headers(), ETAG, MODIFIED));
    }

    @ParameterizedTest
    @ValueSource(strings = {'"' + ETAG + '"', ETAG, "Wed, 04 Mar 2026 05:06:07 GMT"})
    void theRangeIsOneOfTheObjectThatIsNamed(String value) {
        assertTrue(holds(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"" + ETAG + '"', "\"e4d909c290d0fb1ca068ffaddf22cbd0\"", "*", "Wed, 04 Mar 2026 05:06:06 GMT",
        "Wed, 04 Mar 2026 05:06:08 GMT", "yesterday", ""})
    void anythingElseLeavesTheWholeObject(String value) {
        assertFalse(holds(value));
    }
}
