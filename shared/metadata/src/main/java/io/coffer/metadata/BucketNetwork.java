package io.coffer.metadata;

/** Which network a bucket's objects are addressed on beside S3; chosen when the bucket is made. */
public enum BucketNetwork {

    /** Each object has a content id. */
    IPFS,
    /** Objects have none, and cost nothing for it. */
    NONE
}
