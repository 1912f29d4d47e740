package io.coffer.moving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an import takes for the same object, and in which order it expects keys. */
class ListedVersionTest {

    private static final String ONE = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";

    private static ListedVersion version(String etag, long size) {
        return new ListedVersion(null, false, etag, size, Instant.EPOCH);
    }

    private static ListedVersion marker() {
        return new ListedVersion("id", true, "", 0, Instant.EPOCH);
    }

    @Test
    void digestsDecideIfBothHaveOne() {
        assertTrue(version(ONE, 5).isSameAs(version(ONE, 5)));
        assertFalse(version(ONE, 5).isSameAs(version(OTHER, 5)));
        assertFalse(version(ONE, 5).isSameAs(version(ONE, 6)));
    }

    @Test
    void sizesDecideIfEtagsCannotBeCompared() {
        assertTrue(version(ONE + "-2", 5).isSameAs(version(OTHER, 5)));
        assertTrue(version("of-another-kind", 5).isSameAs(version(OTHER, 5)));
        assertFalse(version(ONE + "-2", 5).isSameAs(version(OTHER, 6)));
    }

    @Test
    void aDeleteMarkerIsNoEmptyObject() {
        assertTrue(marker().isSameAs(marker()));
        assertFalse(marker().isSameAs(version("d41d8cd98f00b204e9800998ecf8427e", 0)));
    }

    @Test
    void keysAreInTheOrderOfTheirUtf8() {
        List<String> keys = List.of("a", "a/b", "a0", "\uFFFD", "\uD83D\uDE00");
        assertEquals(keys, Stream.of("\uD83D\uDE00", "a0", "\uFFFD", "a/b", "a").sorted(KeyHistory::compareKeys).toList());
    }
}
