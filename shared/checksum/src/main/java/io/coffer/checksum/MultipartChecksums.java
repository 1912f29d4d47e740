package io.coffer.checksum;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * The checksum of a multipart object from those of its parts.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html#Full-object-composite">S3 User
 *     Guide, Full object and composite checksum types</a>
 */
public final class MultipartChecksums {

    /**
     * A part's checksum.
     *
     * @param value the CRC, most significant byte first
     * @param length the part's length in bytes
     */
    public record CrcPart(byte[] value, long length) {}

    private MultipartChecksums() {}

    /**
     * The checksum over the parts' checksums.
     *
     * @param partValues the decoded value of each part, in the order of the parts
     */
    public static Checksum composite(ChecksumAlgorithm algorithm, List<byte[]> partValues) {
        StreamingDigest digest = algorithm.newDigest();
        partValues.forEach(value -> digest.update(value, 0, value.length));
        return new Checksum(algorithm, ChecksumType.COMPOSITE, base64(digest.digest()) + "-" + partValues.size());
    }

    /**
     * The checksum the parts' bytes would have as one object, without reading them.
     *
     * @param parts in the order of the parts
     * @throws IllegalArgumentException if the algorithm has no full-object type
     */
    public static Checksum fullObject(ChecksumAlgorithm algorithm, List<CrcPart> parts) {
        CrcCombination combination = CrcCombination.of(algorithm);
        long whole = 0;
        for (CrcPart part : parts) {
            whole = combination.combine(whole, unsigned(part.value()), part.length());
        }
        byte[] eight = ByteBuffer.allocate(Long.BYTES).putLong(whole).array();
        byte[] value = new byte[algorithm.length()];
        System.arraycopy(eight, Long.BYTES - value.length, value, 0, value.length);
        return new Checksum(algorithm, ChecksumType.FULL_OBJECT, base64(value));
    }

    private static long unsigned(byte[] value) {
        long number = 0;
        for (byte b : value) {
            number = (number << 8) | (b & 0xff);
        }
        return number;
    }

    private static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }
}
