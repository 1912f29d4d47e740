package io.coffer.testkit.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-decoding as an HTTP API does it to what it puts into events. */
final class UrlDecoding {

    private UrlDecoding() {}

    /**
     * A path as {@code rawPath} holds it: decoded, so that {@code %2F} is a slash; cut off at a question mark that decoding brought up; and
     * what then still is an escape decoded once more.
     *
     * @see <a href="https://github.com/hotsock/voker/pull/8">captures of events from an HTTP API</a>
     */
    static String path(String raw) {
        String once = untilQuestionMark(decode(raw));
        return untilQuestionMark(decode(once));
    }

    private static String untilQuestionMark(String path) {
        int at = path.indexOf('?');
        return at < 0 ? path : path.substring(0, at);
    }

    /** A name or value of a query: {@code +} is a space. */
    static String queryPart(String raw) {
        return decode(raw.replace('+', ' '));
    }

    /** What is no escape stays as it is, bytes that are no UTF-8 become U+FFFD. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                int character = text.codePointAt(i);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character) - 1;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
