package io.coffer.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a request is about: the service (no bucket), a bucket, or an object.
 *
 * @param bucket the bucket's name as sent, null for the service
 * @param key the decoded object key, null if there is none
 * @param virtualHosted whether the bucket came from the Host header
 */
public record S3Address(@Nullable String bucket, @Nullable String key, boolean virtualHosted) {

    /** The level of a resource, one of the router's columns. */
    public enum Level {
        SERVICE,
        BUCKET,
        OBJECT
    }

    public Level level() {
        return bucket == null ? Level.SERVICE : key == null ? Level.BUCKET : Level.OBJECT;
    }

    /** The resource as error documents name it: {@code /bucket/key}. */
    public String resource() {
        return bucket == null ? "/" : key == null ? "/" + bucket : "/" + bucket + "/" + key;
    }
}
