package io.coffer.metadata;

/** Whether a bucket keeps the versions of its objects; a bucket that never did has neither state. */
public enum Versioning {
    /** Every write makes a version with an id of its own. */
    ENABLED,
    /** Versions made before stay; a write replaces the version whose id is {@code null}. */
    SUSPENDED
}
