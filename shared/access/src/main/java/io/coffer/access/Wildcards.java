package io.coffer.access;

import java.util.HashMap;
import java.util.Map;

/**
 * The wildcards of policies: {@code *} stands for any run of characters, slashes and colons too, {@code ?} for one character. Whoever
 * writes a policy decides what each request costs, so no pattern may make a text be read over and over.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">IAM User Guide, Resource</a>
 */
final class Wildcards {

    private Wildcards() {}

    static boolean areIn(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /**
     * Reads no character of the text more than twice: what stands between stars is found from left to right, each piece at its first place
     * behind the one before. A piece with question marks takes as many steps a character as it has pieces of 64.
     */
    static boolean match(String pattern, CharSequence text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.length() == text.length() && standsAt(0, pattern, text);
        }
        int lastStar = pattern.lastIndexOf('*');
        String end = pattern.substring(lastStar + 1);
        int until = text.length() - end.length();
        if (star > until || !standsAt(0, pattern.substring(0, star), text) || !standsAt(until, end, text)) {
            return false;
        }
        int from = star;
        for (String piece : pattern.substring(star, lastStar).split("\\*")) {
            if (from >= 0 && !piece.isEmpty()) {
                from = piece.indexOf('?') < 0 ? endOfText(piece, text, from, until) : endOfPattern(piece, text, from, until);
            }
        }
        return from >= 0;
    }

    private static boolean standsAt(int at, String piece, CharSequence text) {
        for (int i = 0; i < piece.length(); i++) {
            if (piece.charAt(i) != '?' && piece.charAt(i) != text.charAt(at + i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the first occurrence of a piece without wildcards ends, -1 for none: Knuth, Morris and Pratt's search. */
    private static int endOfText(String piece, CharSequence text, int from, int until) {
        if (piece.length() > until - from) {
            return -1;
        }
        int[] borders = borders(piece);
        int matched = 0;
        for (int t = from; t < until; t++) {
            char character = text.charAt(t);
            while (matched > 0 && piece.charAt(matched) != character) {
                matched = borders[matched - 1];
            }
            if (piece.charAt(matched) == character && ++matched == piece.length()) {
                return t + 1;
            }
        }
        return -1;
    }

    /** For each beginning of a piece, the length of the longest shorter one that it ends with. */
    private static int[] borders(String piece) {
        int[] borders = new int[piece.length()];
        int border = 0;
        for (int i = 1; i < piece.length(); i++) {
            while (border > 0 && piece.charAt(i) != piece.charAt(border)) {
                border = borders[border - 1];
            }
            if (piece.charAt(i) == piece.charAt(border)) {
                border++;
            }
            borders[i] = border;
        }
        return borders;
    }

    /**
     * Where the first occurrence of a piece with question marks ends, -1 for none: Baeza-Yates and Gonnet's search, which keeps a bit for
     * each beginning of the piece that the text read so far ends with.
     */
    private static int endOfPattern(String piece, CharSequence text, int from, int until) {
        if (piece.length() > until - from) {
            return -1;
        }
        int words = (piece.length() + Long.SIZE - 1) / Long.SIZE;
        long[] anything = new long[words];
        Map<Character, long[]> places = new HashMap<>();
        for (int i = 0; i < piece.length(); i++) {
            long[] of = piece.charAt(i) == '?' ? anything : places.computeIfAbsent(piece.charAt(i), character -> new long[words]);
            of[i / Long.SIZE] |= 1L << i;
        }
        long[] beginnings = new long[words];
        long whole = 1L << (piece.length() - 1);
        for (int t = from; t < until; t++) {
            long[] place = places.getOrDefault(text.charAt(t), anything);
            long carried = 1;
            for (int word = 0; word < words; word++) {
                long shifted = beginnings[word] << 1 | carried;
                carried = beginnings[word] >>> (Long.SIZE - 1);
                beginnings[word] = shifted & (place[word] | anything[word]);
            }
            if ((beginnings[words - 1] & whole) != 0) {
                return t + 1;
            }
        }
        return -1;
    }
}
