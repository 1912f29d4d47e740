package io.coffer.contentid;

/** Computes something of bytes that are handed to it in order. Not thread-safe. */
public interface ContentDigest<T> {

    /** @throws InvalidArchiveException if the bytes are not what they must be */
    void update(byte[] bytes, int offset, int length);

    /**
     * What it computed, once; nothing can be added after.
     *
     * @throws InvalidArchiveException if bytes are missing
     */
    T finish();
}
