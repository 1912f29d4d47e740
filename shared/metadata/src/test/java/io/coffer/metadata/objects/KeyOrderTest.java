package io.coffer.metadata.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyOrderTest {

    /** Letters on both sides of every border between UTF-8's lengths, and around the surrogates. */
    private static final int[] LETTERS =
            {0x0, 0x1, '/', 'a', 'b', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10001, 0x10ffff};

    @Test
    void comparesByUtf8Bytes() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            String a = key(random);
            String b = key(random);
            assertEquals(
                    Integer.signum(Arrays.compareUnsigned(utf8(a), utf8(b))),
                    Integer.signum(KeyOrder.compare(a, b)),
                    () -> hex(a) + " and " + hex(b));
        }
    }

    @Test
    void whatComesAfterAPrefixIsAfterAllThatBeginWithIt() {
        Random random = new Random(13);
        for (int round = 0; round < 20_000; round++) {
            String prefix = key(random);
            String after = KeyOrder.afterPrefix(prefix);
            if (after == null) {
                assertTrue(prefix.codePoints().allMatch(c -> c == Character.MAX_CODE_POINT));
                continue;
            }
            assertTrue(KeyOrder.compare(after, prefix + Character.toString(Character.MAX_CODE_POINT).repeat(4)) > 0);
            String other = key(random);
            boolean between = KeyOrder.compare(other, prefix) >= 0 && KeyOrder.compare(other, after) < 0;
            assertEquals(other.startsWith(prefix), between, () -> hex(prefix) + " and " + hex(other));
        }
    }

    @Test
    void nothingComesAfterTheLastPrefix() {
        assertNull(KeyOrder.afterPrefix(""));
        assertNull(KeyOrder.afterPrefix(Character.toString(Character.MAX_CODE_POINT)));
    }

    @Test
    void theNextLetterIsNeverASurrogate() {
        assertEquals(List.of("a/\ue000", "b", "0"), List.of(
                KeyOrder.afterPrefix("a/\ud7ff"), KeyOrder.afterPrefix("a" + Character.toString(Character.MAX_CODE_POINT)),
                KeyOrder.afterPrefix("/")));
    }

    private static String key(Random random) {
        return random.ints(random.nextInt(5), 0, LETTERS.length)
                .map(letter -> LETTERS[letter])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(utf8(text));
    }
}
