package io.coffer.content;

import io.coffer.metadata.Bucket;

/**
 * Which object bytes are for.
 *
 * @param keepsVersions whether its bucket does: then records move between tables, and only records should
 */
public record ObjectPlace(String bucketId, String key, boolean keepsVersions) {

    public static ObjectPlace of(Bucket bucket, String key) {
        return new ObjectPlace(bucket.id(), key, bucket.keepsVersions());
    }
}
