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
    TAGGING;

    /** The change that writes a document, for the commit that makes its bucket name it. */
    Change change(String bucketId, byte[] document) {
        return new Change.Put(Table.BUCKET_CONFIGURATIONS, bucketId, name(), document, Change.Condition.NONE);
    }
}
