package io.coffer.metadata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Fresh identifiers: random enough never to meet again and not to be guessed. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int TIME_DIGITS = 12;
    private static final Pattern ORDERED = Pattern.compile("[0-9a-f]{44}");

    private Ids() {}

    /** 32 hexadecimal digits, evenly spread: for contents, buckets and holders. */
    public static String random() {
        return HexFormat.of().formatHex(bytes(16));
    }

    /** In the form of IAM's unique ids: the prefix, and so many capital letters and digits of Base32. */
    public static String ofIam(String prefix, int length) {
        StringBuilder id = new StringBuilder(prefix);
        RANDOM.ints(length, 0, BASE32.length()).forEach(i -> id.append(BASE32.charAt(i)));
        return id.toString();
    }

    /** Ordered by the time it was made, then random: for uploads. Letters and digits only. */
    public static String ordered(long millis) {
        return time(millis) + random();
    }

    /** Whether text has the form of {@link #ordered}; what clients send may be anything. */
    public static boolean isOrdered(String text) {
        return text != null && ORDERED.matcher(text).matches();
    }

    /** Milliseconds as digits whose text order is their order. */
    public static String time(long millis) {
        return HexFormat.of().toHexDigits(millis, TIME_DIGITS);
    }

    /** The time that text begins with, in milliseconds since the epoch. */
    public static long millis(String text) {
        return HexFormat.fromHexDigitsToLong(text, 0, TIME_DIGITS);
    }

    /** A digest of text that may be too long, or hold NUL, for where it must stand. */
    public static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
