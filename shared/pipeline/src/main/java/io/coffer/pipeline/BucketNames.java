package io.coffer.pipeline;

/** Whose rules the names of new buckets follow. */
public enum BucketNames {

    /** They may have dots. */
    AWS,
    /** They have none. */
    FILEBASE
}
