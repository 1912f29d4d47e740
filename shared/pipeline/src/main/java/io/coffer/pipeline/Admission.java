package io.coffer.pipeline;

import io.coffer.protocol.errors.S3Exception;

/** What a process has room for: one account does not hold every request that is answered at once, and writes leave the disk a reserve. */
public interface Admission {

    /** For where something else bounds what is in flight. */
    Admission OF_ALL = accountId -> {};

    /**
     * Asked once the signature of a request holds, by the thread that answers it.
     *
     * @throws S3Exception SlowDown
     */
    void require(String accountId);

    /**
     * Asked for a caller who may store something, before anything of the body is read.
     *
     * @throws S3Exception InsufficientStorage
     */
    default void requireSpace() {}
}
