package io.coffer.metadata.contents;

import io.coffer.metadata.Ids;
import java.util.Optional;

/**
 * The ids of blobs of parts. They begin with what those of no other upload begin with, so that whoever ends an upload finds them all, also
 * those that nothing names. Versions up to 0.1 gave parts ids without that.
 */
public final class PartBlobs {

    private static final int RANDOM_DIGITS = 32;

    private PartBlobs() {}

    /** What the ids of an upload's blobs begin with: the random half of its own id. */
    public static String prefix(String uploadId) {
        return uploadId.substring(uploadId.length() - RANDOM_DIGITS);
    }

    public static String newId(String uploadId) {
        return prefix(uploadId) + Ids.random();
    }

    /** What a part's id begins with; empty if it is none. */
    public static Optional<String> prefixOf(String blobId) {
        return blobId.length() == 2 * RANDOM_DIGITS ? Optional.of(blobId.substring(0, RANDOM_DIGITS)) : Optional.empty();
    }
}
