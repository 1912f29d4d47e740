package io.coffer.checksum;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The checksum algorithms of {@code x-amz-checksum-algorithm}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">S3 User Guide, Using
 *     supported checksum algorithms: which type each may have</a>
 */
public enum ChecksumAlgorithm {
    CRC32(4, true, true, () -> new JdkCrc(new CRC32())),
    CRC32C(4, true, true, () -> new JdkCrc(new CRC32C())),
    CRC64NVME(8, false, true, NativeCrc64Nvme::orTables),
    SHA1(20, true, false, () -> new JdkMessageDigest("SHA-1")),
    SHA256(32, true, false, () -> new JdkMessageDigest("SHA-256")),
    SHA512(64, true, false, () -> new JdkMessageDigest("SHA-512")),
    MD5(16, true, false, () -> new JdkMessageDigest("MD5")),
    XXHASH64(8, true, false, () -> new XxHash64(Hashing.xxh64())),
    XXHASH3(8, true, false, () -> new XxHash64(Hashing.xxh3_64())),
    XXHASH128(16, true, false, XxHash128::new);

    private final String header;
    private final int length;
    private final boolean composite;
    private final boolean fullObject;
    private final Supplier<StreamingDigest> digests;

    ChecksumAlgorithm(int length, boolean composite, boolean fullObject, Supplier<StreamingDigest> digests) {
        this.header = "x-amz-checksum-" + lowerCaseName();
        this.length = length;
        this.composite = composite;
        this.fullObject = fullObject;
        this.digests = digests;
    }

    /** The algorithm of that name, in whatever case, as in {@code x-amz-checksum-algorithm: CRC32C}. */
    public static Optional<ChecksumAlgorithm> named(@Nullable String awsName) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.name().equalsIgnoreCase(awsName)).findFirst();
    }

    /** The header and trailer that carries its value, in lower case: {@code x-amz-checksum-crc32}. */
    public String header() {
        return header;
    }

    /** The name as S3's messages about uploads in parts have it: {@code sha256}. */
    public String lowerCaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many bytes a value has before it is written in base64. */
    public int length() {
        return length;
    }

    /** Whether a text is the base64 of as many bytes as the algorithm's values have, as an encoder would write it. */
    public boolean isValue(String base64) {
        try {
            byte[] value = Base64.getDecoder().decode(base64);
            return value.length == length && Base64.getEncoder().encodeToString(value).equals(base64);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public StreamingDigest newDigest() {
        return digests.get();
    }

    /** Whether a multipart upload may ask for the type. */
    public boolean supports(ChecksumType type) {
        return type == ChecksumType.COMPOSITE ? composite : fullObject;
    }

    /** The type of a multipart upload that names the algorithm and no type. */
    public ChecksumType defaultMultipartType() {
        return composite ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT;
    }
}
