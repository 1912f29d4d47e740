package io.coffer.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WildcardsTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', a, false",
        "a, a, true",
        "a, A, false",
        "a, ab, false",
        "*, '', true",
        "*, a/b:c, true",
        "a*, a, true",
        "a*c, abbbc, true",
        "a*c, abbb, false",
        "*.jpg, photos/cat.jpg, true",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "a*ab, aaab, true",
        "?, '', false",
        "?, a, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "a?*, a, false",
        "photos/*/*.jpg, photos/2026/cat.jpg, true",
        "photos/*/*.jpg, photos/cat.jpg, false",
        "[a]*, a, false",
        "a**b, ab, true",
    })
    void match(String pattern, String text, boolean expected) {
        assertEquals(expected, Wildcards.match(pattern, text));
    }

    @Test
    void manyStarsStayCheap() {
        String pattern = "a*".repeat(500) + "b";
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertFalse(Wildcards.match(pattern, "a".repeat(1024))));
    }
}
