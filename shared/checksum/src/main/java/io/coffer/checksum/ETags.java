package io.coffer.checksum;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** ETags as S3 makes them, without the quotes they have in headers. */
public final class ETags {

    private ETags() {}

    /** The ETag of an object uploaded in one request: the MD5 in lower-case hex. */
    public static String ofMd5(byte[] md5) {
        return HexFormat.of().formatHex(md5);
    }

    /**
     * The ETag of a multipart object: the MD5 of the parts' MD5s, then {@code -N} for N parts.
     *
     * @param partEtagsHex the MD5 of each part in hex, in the order of the parts
     */
    public static String multipart(List<String> partEtagsHex) {
        MessageDigest md5 = JdkMessageDigest.of("MD5");
        partEtagsHex.forEach(etag -> md5.update(HexFormat.of().parseHex(etag)));
        return ofMd5(md5.digest()) + "-" + partEtagsHex.size();
    }
}
