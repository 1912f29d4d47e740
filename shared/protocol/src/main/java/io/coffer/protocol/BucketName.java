package io.coffer.protocol;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for bucket names, Filebase's, which are AWS's without dots: 3 to 63 lower-case letters, digits and dashes, a letter or digit
 * at both ends, and none of the names that are reserved.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">S3 User Guide, naming rules</a>
 */
public final class BucketName {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_SUFFIXES = List.of("-s3alias", "--ol-s3", "--x-s3", "--table-s3");
    /** Names that Coffer's own addresses need: paths beside the buckets, and what AWS reserves on custom domains. */
    private static final Set<String> RESERVED = Set.of("ping", "sping", "coffer", "console");

    private BucketName() {}

    /** Whether a bucket may be created under the name. */
    public static boolean isValid(String name) {
        return FORM.matcher(name).matches()
                && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
                && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith)
                && !RESERVED.contains(name);
    }

    /** @throws S3Exception InvalidBucketName */
    public static void require(String name) {
        if (!isValid(name)) {
            throw new S3Exception(S3ErrorCode.INVALID_BUCKET_NAME).with("BucketName", name);
        }
    }
}
