package io.coffer.metadata;

/** The documents a bucket may be configured with, each kept apart from the bucket's own record. */
public enum BucketConfiguration {
    ACCELERATE,
    CORS,
    ENCRYPTION,
    LIFECYCLE,
    OWNERSHIP_CONTROLS,
    POLICY,
    PUBLIC_ACCESS_BLOCK,
    TAGGING
}
