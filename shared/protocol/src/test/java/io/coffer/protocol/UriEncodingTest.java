package io.coffer.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UriEncodingTest {

    @ParameterizedTest
    @CsvSource({
        "'a b', a%20b",
        "a+b, a%2Bb",
        "a/b, a%2Fb",
        "~-._, ~-._",
        "ä, %C3%A4",
        "😀, %F0%9F%98%80",
        "'', ''",
    })
    void encodesEverythingButTheUnreserved(String text, String encoded) {
        assertEquals(encoded, UriEncoding.encode(text));
    }

    @Test
    void aPathKeepsItsSlashes() {
        assertEquals("//a/../.", UriEncoding.encodePath("//a/../."));
        assertEquals("a%2Bb/c", UriEncoding.encodePath("a+b/c"));
    }

    @Test
    void everyTextComesBack() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String text = random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertEquals(text, UriEncoding.decodePath(UriEncoding.encodePath(text)));
            assertEquals(text, UriEncoding.decodeQuery(UriEncoding.encode(text)));
        }
    }

    @Test
    void aPlusIsASpaceInQueriesOnly() {
        assertEquals("a+b", UriEncoding.decodePath("a+b"));
        assertEquals("a b", UriEncoding.decodeQuery("a+b"));
        assertEquals("a+b", UriEncoding.decodeQuery("a%2Bb"));
    }

    @Test
    void bytesTheServerHandsOnAsLatin1AreUtf8() {
        assertEquals("ä", UriEncoding.decodePath("\u00c3\u00a4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%2", "%zz", "%ff", "%c3", "%ed%a0%80"})
    void brokenEscapesAndBytesThatAreNoUtf8AreRefused(String raw) {
        assertEquals(S3ErrorCode.INVALID_URI, assertThrows(S3Exception.class, () -> UriEncoding.decodePath(raw)).code());
    }
}
