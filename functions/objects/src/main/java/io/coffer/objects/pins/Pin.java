package io.coffer.objects.pins;

/**
 * An object of a bucket on IPFS, or one that is to be made.
 *
 * @param modified in milliseconds of the epoch
 * @param details why it failed; null if it did not
 */
record Pin(String key, String cid, long modified, Status status, String details) {

    /** As the API names them, in upper case. */
    enum Status { QUEUED, PINNING, PINNED, FAILED }

    static Pin pinned(String key, String cid, long modified) {
        return new Pin(key, cid, modified, Status.PINNED, null);
    }

    Pin with(Status other, String why) {
        return new Pin(key, cid, modified, other, why);
    }
}
