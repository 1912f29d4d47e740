package io.coffer.objects.pins;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * An object of a bucket on IPFS, or one that is to be made.
 *
 * @param modified in milliseconds of the epoch
 * @param meta what its client keeps with it
 * @param details why it failed; empty if it did not
 */
record Pin(String key, String cid, long modified, Map<String, String> meta, Status status, Optional<String> details) {

    private static final int NANOS_A_MILLI = 1_000_000;

    /** As the API names them, in upper case. */
    enum Status { QUEUED, PINNING, PINNED, FAILED }

    static Pin pinned(String key, String cid, long modified, Map<String, String> meta) {
        return new Pin(key, cid, modified, meta, Status.PINNED, Optional.empty());
    }

    static Pin queued(String key, String cid, long modified, Map<String, String> meta) {
        return new Pin(key, cid, modified, meta, Status.QUEUED, Optional.empty());
    }

    Pin pinning() {
        return new Pin(key, cid, modified, meta, Status.PINNING, Optional.empty());
    }

    Pin failed(String why) {
        return new Pin(key, cid, modified, meta, Status.FAILED, Optional.of(why));
    }

    PinId id() {
        return new PinId(cid, key);
    }

    /** The API turns pages by this time, and asks that no two pins have the same: within a millisecond the key tells them apart. */
    Instant created() {
        CRC32 crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return Instant.ofEpochMilli(modified).plusNanos(crc.getValue() % NANOS_A_MILLI);
    }
}
