package io.coffer.housekeeping;

import java.util.BitSet;

/**
 * The blobs that a store holds with their lengths, and which of them something names: 24 to 48 bytes of memory for each. An id is kept as
 * 64 bits of a hash. If two ids had the same, an orphan would be overlooked; nothing else would come of it. Not thread-safe.
 */
public final class BlobTable {

    private static final int SMALLEST = 1 << 10;
    /** Of blobs that are not there. */
    public static final long NOTHING = -1;

    private long[] hashes = new long[SMALLEST];
    private long[] lengths = new long[SMALLEST];
    private int count;
    private final BitSet named = new BitSet();

    /** Before anything is named. */
    public void add(String id, long length) {
        if (count * 3L > hashes.length * 2L) {
            grow();
        }
        put(hash(id), length);
    }

    int count() {
        return count;
    }

    /** The length of a blob that is there, which from now on is one that something names; {@link #NOTHING} if it is not there. */
    long name(String id) {
        int slot = slot(hash(id));
        if (hashes[slot] == 0) {
            return NOTHING;
        }
        named.set(slot);
        return lengths[slot];
    }

    /** The length of a blob that is there; {@link #NOTHING} if it is not there. */
    public long lengthOf(String id) {
        int slot = slot(hash(id));
        return hashes[slot] == 0 ? NOTHING : lengths[slot];
    }

    /** Whether a blob is there and nothing names it. */
    boolean isUnnamed(String id) {
        int slot = slot(hash(id));
        return hashes[slot] != 0 && !named.get(slot);
    }

    boolean hasUnnamed() {
        return named.cardinality() < count;
    }

    private void put(long hash, long length) {
        int slot = slot(hash);
        if (hashes[slot] == 0) {
            count++;
        }
        hashes[slot] = hash;
        lengths[slot] = length;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldLengths = lengths;
        hashes = new long[oldHashes.length * 2];
        lengths = new long[oldHashes.length * 2];
        count = 0;
        for (int slot = 0; slot < oldHashes.length; slot++) {
            if (oldHashes[slot] != 0) {
                put(oldHashes[slot], oldLengths[slot]);
            }
        }
    }

    /** Where a hash stands, or would. */
    private int slot(long hash) {
        int slot = (int) (hash ^ hash >>> Integer.SIZE) & hashes.length - 1;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & hashes.length - 1;
        }
        return slot;
    }

    /** FNV-1a of 64 bits, mixed; never 0. */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
