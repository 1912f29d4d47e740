package io.coffer.metadata;

import io.coffer.protocol.S3Exception;

/** Whether a bucket's account may hold more. */
public interface Room {

    Room UNLIMITED = (bucket, objects, bytes) -> {};

    /**
     * Asked before objects are written.
     *
     * @param objects how many more there will be; none where one is replaced
     * @param bytes how many more those have; less than 0 where a larger object is replaced
     * @throws S3Exception QuotaExceeded
     */
    void require(Bucket bucket, long objects, long bytes);
}
