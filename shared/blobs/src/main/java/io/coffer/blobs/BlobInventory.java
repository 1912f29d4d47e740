package io.coffer.blobs;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;

/** What a store holds, whether or not anything points to it. */
public interface BlobInventory {

    /** Takes one blob. */
    interface Visitor {

        /**
         * @param length of what is stored, with checksums if the store adds them
         * @param modified when it was written
         */
        void blob(String id, long length, Instant modified) throws IOException;
    }

    /** Every blob that is there during the whole call, in no order. Blobs that come or go meanwhile are visited or not. */
    void forEach(Visitor visitor) throws IOException;

    /** The length of what is stored under an id; empty if there is nothing. */
    OptionalLong lengthOf(String id) throws IOException;

    /** Whether a blob of a size is stored in so many bytes. */
    boolean isWhole(long length, long size);
}
