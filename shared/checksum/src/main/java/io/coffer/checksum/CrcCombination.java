package io.coffer.checksum;

/**
 * Joins the CRCs of two runs of bytes into the CRC of both, from the second run's length alone: the first CRC times {@code x^(8 * length)}
 * modulo the CRC's polynomial, plus the second. Polynomials over GF(2) are held with the coefficient of {@code x^0} in the highest bit of
 * the CRC's width, the order all three CRCs of S3 work in.
 */
final class CrcCombination {

    private final int width;
    private final long polynomial;

    /** Entry {@code k}: {@code x^(2^k)} modulo the polynomial. */
    private final long[] powers = new long[Long.SIZE];

    private long lastLength = -1;
    private long lastShift;

    private CrcCombination(int width, long polynomial) {
        this.width = width;
        this.polynomial = polynomial;
        powers[0] = 1L << (width - 2);
        for (int k = 1; k < powers.length; k++) {
            powers[k] = multiply(powers[k - 1], powers[k - 1]);
        }
    }

    /** @throws IllegalArgumentException for an algorithm that is not a CRC */
    static CrcCombination of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new CrcCombination(32, 0xEDB88320L);
            case CRC32C -> new CrcCombination(32, 0x82F63B78L);
            case CRC64NVME -> new CrcCombination(64, Crc64Nvme.POLYNOMIAL);
            default -> throw new IllegalArgumentException(algorithm + " cannot be combined");
        };
    }

    /** @param secondLength the length in bytes of the run that {@code second} is the CRC of */
    long combine(long first, long second, long secondLength) {
        // The parts of an upload are nearly always of one length.
        if (secondLength != lastLength) {
            lastShift = shift(secondLength);
            lastLength = secondLength;
        }
        return multiply(lastShift, first) ^ second;
    }

    /** {@code x^(8 * length)} modulo the polynomial. */
    private long shift(long length) {
        long shift = 1L << (width - 1);
        int power = 3;
        for (long left = length; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                shift = multiply(powers[power], shift);
            }
            power++;
        }
        return shift;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long timesX = b;
        for (long bit = 1L << (width - 1); bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= timesX;
            }
            timesX = (timesX & 1) == 0 ? timesX >>> 1 : (timesX >>> 1) ^ polynomial;
        }
        return product;
    }
}
