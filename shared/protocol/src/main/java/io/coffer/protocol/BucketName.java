package io.coffer.protocol;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for bucket names, AWS's: 3 to 63 lower-case letters, digits, dashes and dots; between dots, and at both ends, a letter or
 * digit stands first and last; no IPv4 address and none of the names that are reserved.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">S3 User Guide, naming rules</a>
 */
public final class BucketName {

    private static final Pattern LABELS = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final int MIN = 3;
    private static final int MAX = 63;
    private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_SUFFIXES = List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");
    /** Names that Coffer's own addresses need: paths beside the buckets, and what AWS reserves on custom domains. */
    private static final Set<String> RESERVED = Set.of("ping", "sping", "coffer", "console");

    private BucketName() {}

    /** Whether a bucket may have the name. */
    public static boolean isValid(String name) {
        return name.length() >= MIN
                && name.length() <= MAX
                && LABELS.matcher(name).matches()
                && !IPV4.matcher(name).matches()
                && !isReserved(name);
    }

    private static boolean isReserved(String name) {
        for (String prefix : RESERVED_PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        for (String suffix : RESERVED_SUFFIXES) {
            if (name.endsWith(suffix)) {
                return true;
            }
        }
        return RESERVED.contains(name);
    }

    /** @throws S3Exception InvalidBucketName */
    public static void require(String name) {
        if (!isValid(name)) {
            throw invalid(name);
        }
    }

    /**
     * Filebase's rule, which is AWS's without dots: such names have certificates in virtual-hosted style.
     *
     * @throws S3Exception InvalidBucketName
     */
    public static void requireWithoutDots(String name) {
        require(name);
        if (name.indexOf('.') >= 0) {
            throw invalid(name);
        }
    }

    private static S3Exception invalid(String name) {
        return new S3Exception(S3ErrorCode.INVALID_BUCKET_NAME).with("BucketName", name);
    }
}
