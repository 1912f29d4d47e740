package io.coffer.metadata.embedded;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks for the rows of a commit, so that nothing comes between the check of its conditions and its write. Rows share a fixed number of
 * locks by hash; a commit takes its locks in ascending order, so that no two commits wait for each other.
 */
final class RowLocks {

    private static final int STRIPES = 4_096;

    private final ReentrantLock[] stripes;

    RowLocks() {
        this(STRIPES);
    }

    /** @param count a power of two */
    RowLocks(int count) {
        stripes = new ReentrantLock[count];
        Arrays.setAll(stripes, index -> new ReentrantLock());
    }

    Held lock(Collection<byte[]> rows) {
        int[] indexes = rows.stream().mapToInt(this::stripe).sorted().distinct().toArray();
        for (int index : indexes) {
            stripes[index].lock();
        }
        return () -> {
            for (int index : indexes) {
                stripes[index].unlock();
            }
        };
    }

    private int stripe(byte[] row) {
        int hash = Arrays.hashCode(row);
        return (hash ^ hash >>> 12 ^ hash >>> 24) & stripes.length - 1;
    }

    /** The locks of one commit, released by the thread that took them. */
    interface Held {
        void release();
    }
}
