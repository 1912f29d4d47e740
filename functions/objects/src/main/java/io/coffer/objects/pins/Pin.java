package io.coffer.objects.pins;

import java.util.Optional;

/**
 * An object of a bucket on IPFS, or one that is to be made.
 *
 * @param modified in milliseconds of the epoch
 * @param details why it failed; empty if it did not
 */
record Pin(String key, String cid, long modified, Status status, Optional<String> details) {

    /** As the API names them, in upper case. */
    enum Status { QUEUED, PINNING, PINNED, FAILED }

    static Pin pinned(String key, String cid, long modified) {
        return new Pin(key, cid, modified, Status.PINNED, Optional.empty());
    }

    static Pin queued(String key, String cid, long modified) {
        return new Pin(key, cid, modified, Status.QUEUED, Optional.empty());
    }

    Pin pinning() {
        return new Pin(key, cid, modified, Status.PINNING, Optional.empty());
    }

    Pin failed(String why) {
        return new Pin(key, cid, modified, Status.FAILED, Optional.of(why));
    }
}
