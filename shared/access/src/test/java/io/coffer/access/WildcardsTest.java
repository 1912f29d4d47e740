package io.coffer.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aPieceIsFoundWhereverItStands() {
        for (String piece : new String[] {"abcab", "a?cab", "?????", "a".repeat(64), "?".repeat(64) + "b", "a?".repeat(100) + "c"}) {
            String found = piece.replace('?', 'z');
            for (int at : new int[] {0, 1, 63, 64, 65, 200}) {
                String before = "ab".repeat(100).substring(0, at);
                assertTrue(Wildcards.match("*" + piece + "*", before + found + "x"), piece + " at " + at);
                assertTrue(Wildcards.match("*" + piece + "*" + piece, before + found + found), piece + " twice at " + at);
            }
            assertFalse(Wildcards.match("*" + piece + "*" + piece, found), piece + " once");
        }
    }

    /** What would compare each place of the text with much of the pattern. */
    @ParameterizedTest
    @ValueSource(strings = {"a*", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa*", "a?*", "?a?aaaaaaaaaa*", "aaaaaaaaaaaaaaab*", "?"})
    void noPatternMakesATextBeReadOverAndOver(String piece) {
        String pattern = "*" + piece.repeat(10_000 / piece.length()) + "#*c";
        String[] texts = {"a".repeat(20_000), "a".repeat(9_999) + "c", ("a".repeat(15) + "b").repeat(1_000) + "c"};
        for (String text : texts) {
            CountedText counted = new CountedText(text);
            assertFalse(Wildcards.match(pattern, counted));
            assertTrue(counted.read <= 2 * text.length(), pattern.substring(0, 40) + ": " + counted.read);
        }
    }

    /** Counts how often a character of it was read. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private int read;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            read++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException();
        }
    }
}
