package io.coffer.metadata.reclaim;

import io.coffer.metadata.Moments.Moment;
import java.util.Optional;

/**
 * The promise, made before a blob's first byte is written, that the blob will be reclaimed if its write comes to nothing.
 *
 * @param slot where the promise says which object the blob is for; empty if only the commit that makes the blob visible can tell that it
 *     did, by withdrawing the promise
 * @param alone whether the blob's write leaves nothing else, however it ends
 */
public record PendingBlob(String blobId, String partition, String sort, String revision, Optional<Slot> slot, boolean alone) {

    /** An item that one promise after the other is written to. */
    record Slot(Moment begun) {}
}
