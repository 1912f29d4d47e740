package io.coffer.contentid;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;

/**
 * Content ids as people and programs write them.
 *
 * @see <a href="https://github.com/multiformats/multibase">multiformats/multibase</a>
 */
public final class CidText {

    /** The SHA-256 of a block of DAG-PB in base58. */
    private static final Pattern VERSION_0 = Pattern.compile("Qm[1-9A-HJ-NP-Za-km-z]{44}");
    /** As Bitcoin writes it. */
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    /** The longest has a digest of 64 bytes. */
    private static final int MAX_LENGTH = 200;

    private CidText() {}

    /**
     * The one way that a content id is written here, of the ways that it may be written elsewhere: {@code Qm...}, which is version 0 in
     * base58, and version 1 in base58 or base32 of either case. Empty for what is none of them.
     */
    public static Optional<String> canonical(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            if (VERSION_0.matcher(text).matches()) {
                return Optional.of(read(base58(text)));
            }
            return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
                case 'z' -> Optional.of(read(base58(text.substring(1))));
                // The decoder passes over what is no digit.
                case 'b', 'B' -> Optional.of(read(new Base32().decode(text.substring(1).toUpperCase(Locale.ROOT))))
                        .filter(text.toLowerCase(Locale.ROOT)::equals);
                default -> Optional.empty();
            };
        } catch (InvalidArchiveException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A content id begins with no zero, which base58 would write apart. */
    private static byte[] base58(String text) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int number = BASE58.indexOf(text.charAt(i));
            if (number < 0) {
                throw new IllegalArgumentException("No digit of base58: " + text.charAt(i));
            }
            value = value.multiply(BigInteger.valueOf(BASE58.length())).add(BigInteger.valueOf(number));
        }
        return value.toByteArray();
    }

    private static String read(byte[] bytes) {
        CidReader reader = new CidReader();
        int at = 0;
        while (at < bytes.length && !reader.add(bytes[at])) {
            at++;
        }
        if (at != bytes.length - 1) {
            throw new IllegalArgumentException("A content id ends before or behind its bytes.");
        }
        return reader.cid().toString();
    }
}
