package io.coffer.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlDecodingTest {

    @ParameterizedTest
    @CsvSource({
        "/b/k, /b/k",
        "/b/a%20b+c, /b/a b+c",
        "/b/%C3%A9%F0%9F%98%80, /b/é😀",
        "/b/a%2Fb%2fc, /b/a/b/c",
        "/b/a%23b, /b/a#b",
        "/b/a%3Fb=c, /b/a",
        "/b/a%253Fb, /b/a",
        "/b/a%252Fb, /b/a/b",
        "/b/100%25, /b/100%",
        "/b/100%25off, /b/100%off",
        "/b/%E9, /b/\uFFFD",
        "/b/50%zz, /b/50%zz",
    })
    void pathsAreDecodedMoreThanTheyShould(String raw, String decoded) {
        assertEquals(decoded, UrlDecoding.path(raw));
    }

    @Test
    void aPlusInAQueryIsASpace() {
        assertEquals("a b c+", UrlDecoding.queryPart("a+b%20c%2B"));
    }
}
