package io.coffer.blobs;

import io.coffer.protocol.ResponseBody.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Immutable blobs by id. An id is written once: 1 to 64 characters of {@code [A-Za-z0-9_-]}, its first characters evenly spread.
 * Thread-safe.
 */
public interface BlobStore extends AutoCloseable {

    /**
     * Writes a blob. On return its bytes are durable; on an exception nothing is readable under the id, though leftovers may remain
     * until {@link #deleteUnfinished}.
     *
     * @param length the number of bytes {@code bytes} will give, or -1 where it is not known; never buffers the whole
     * @param beforeVisible runs after the last byte was read and before the blob is findable under its id: the caller checks digests
     *     there (and may throw to give up the blob)
     * @throws IOException if the store fails; an exception thrown by {@code bytes} or {@code beforeVisible} comes through as it is
     */
    void write(String id, InputStream bytes, long length, Runnable beforeVisible) throws IOException;

    /** As {@link #write}, for a part of an upload, which may be of a length that hardly anybody reads soon. */
    default void writePart(String id, InputStream bytes, long length, Runnable beforeVisible) throws IOException {
        write(id, bytes, length, beforeVisible);
    }

    /**
     * Bytes of a blob for an answer.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such blob; opening the slice, or sending its file, may find that out, too
     * @throws DamagedBlobException if the blob is not as long as it was; reading the slice throws it if bytes are not those that were
     *     stored
     */
    Slice slice(BlobRange range) throws IOException;

    /**
     * Opens bytes of a blob for reading here.
     *
     * @throws IOException as {@link #slice}
     */
    InputStream read(BlobRange range) throws IOException;

    /** Whether bytes that are read are compared with those that were stored. If not, their readers compare whole blobs. */
    boolean verifies();

    /** Removes a blob whose write came to its end; no error if there is none. */
    void delete(String id) throws IOException;

    /**
     * As {@link #delete} for each, in as few requests as the store allows.
     *
     * @return what kept blobs from being removed, by their ids
     */
    default Map<String, IOException> deleteAll(Collection<String> ids) {
        Map<String, IOException> failures = new HashMap<>();
        for (String id : ids) {
            try {
                delete(id);
            } catch (IOException e) {
                failures.put(id, e);
            }
        }
        return failures;
    }

    /**
     * Whether a write leaves nothing but the blob, however it ends. Then {@link #delete} is enough, also if nobody knows how it ended.
     *
     * @param length as given to the write
     */
    default boolean leavesNothingElse(long length) {
        return false;
    }

    /** Removes a blob and whatever an interrupted write of it left; no error if there is none. It may cost more than {@link #delete}. */
    void deleteUnfinished(String id) throws IOException;

    /**
     * The ids of blobs whose write came to its end and that begin with a prefix, in no order.
     *
     * @param prefix of two characters at least
     */
    List<String> beginningWith(String prefix) throws IOException;

    /** Writes and removes a token where the bytes go, for the readiness check. */
    void probe() throws IOException;

    @Override
    void close();
}
