package io.coffer.metadata;

import io.coffer.protocol.S3Exception;

/** Whether a bucket's account may hold more. */
public interface Room {

    Room UNLIMITED = (bucket, more) -> {};

    /**
     * Asked before objects and parts are written and uploads begun.
     *
     * @param more what there will be; no object and less than 0 bytes where a larger one is replaced
     * @throws S3Exception QuotaExceeded
     */
    void require(Bucket bucket, Amount more);
}
