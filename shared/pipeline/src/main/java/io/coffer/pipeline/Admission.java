package io.coffer.pipeline;

import io.coffer.protocol.S3Exception;

/** Keeps one account from holding every request that a process answers at once. */
public interface Admission {

    /** For where something else bounds what is in flight. */
    Admission OF_ALL = accountId -> {};

    /**
     * Asked once the signature of a request holds, by the thread that answers it.
     *
     * @throws S3Exception SlowDown
     */
    void require(String accountId);
}
