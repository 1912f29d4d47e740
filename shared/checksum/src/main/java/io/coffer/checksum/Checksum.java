package io.coffer.checksum;

/**
 * An object's or a part's checksum as S3 stores and returns it.
 *
 * @param value base64; a composite one ends in {@code -N}, the number of parts
 */
public record Checksum(ChecksumAlgorithm algorithm, ChecksumType type, String value) {}
