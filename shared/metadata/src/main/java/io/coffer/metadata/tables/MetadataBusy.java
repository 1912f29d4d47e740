package io.coffer.metadata.tables;

/** The engine is contended or throttled beyond its own retries; the request may be tried again (S3: 503 SlowDown). */
public final class MetadataBusy extends RuntimeException {

    /** Other requests were first at every attempt. */
    public MetadataBusy() {
        super("metadata is busy");
    }

    public MetadataBusy(Throwable cause) {
        super("metadata is busy", cause);
    }
}
