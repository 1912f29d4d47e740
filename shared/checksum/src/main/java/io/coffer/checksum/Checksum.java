package io.coffer.checksum;

import java.util.regex.Pattern;

/**
 * An object's or a part's checksum as S3 stores and returns it.
 *
 * @param value base64; a composite one ends in {@code -N}, the number of parts
 */
public record Checksum(ChecksumAlgorithm algorithm, ChecksumType type, String value) {

    private static final Pattern PART_COUNT = Pattern.compile("-[1-9][0-9]*$");

    /** The value without the number of parts. */
    public String digest() {
        return withoutPartCount(value);
    }

    /** The base64 of a value that may have a number of parts behind it. */
    public static String withoutPartCount(String value) {
        return PART_COUNT.matcher(value).replaceFirst("");
    }
}
