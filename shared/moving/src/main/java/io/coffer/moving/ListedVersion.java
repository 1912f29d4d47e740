package io.coffer.moving;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a listing says of an object, or of one of its versions.
 *
 * @param versionId null if the listing was not of versions
 * @param etag without quotes; empty for a delete marker
 */
record ListedVersion(@Nullable String versionId, boolean isDeleteMarker, String etag, long size, Instant lastModified) {

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    /** An ETag as listings and responses have it, without its quotes. */
    static String unquoted(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    static boolean isMd5(String etag) {
        return MD5.matcher(etag).matches();
    }

    /** Whether the other one has the same bytes. If the two ETags are of different kinds, the sizes decide. */
    boolean isSameAs(ListedVersion other) {
        if (isDeleteMarker != other.isDeleteMarker || size != other.size) {
            return false;
        }
        return etag.equals(other.etag) || !isComparableWith(other);
    }

    /** ETags of objects that were uploaded in parts depend on the sizes of the parts; those of some stores are no digests at all. */
    private boolean isComparableWith(ListedVersion other) {
        return isMd5(etag) && isMd5(other.etag);
    }
}
