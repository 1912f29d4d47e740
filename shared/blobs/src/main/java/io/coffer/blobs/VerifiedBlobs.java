package io.coffer.blobs;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Blobs whose bytes were all verified lately and whose files nobody has written to since: their bytes may go out without being read here.
 * Thread-safe.
 */
final class VerifiedBlobs {

    /** So short that the system most likely still has the bytes that were verified in memory. */
    private static final Duration LATELY = Duration.ofMinutes(10);
    private static final int MOST = 1 << 16;

    private final LongSupplier nanoTime;
    private final Map<String, Verified> blobs = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    };

    private record Verified(FileTime modified, long at) {}

    /** @param nanoTime as {@link System#nanoTime} */
    VerifiedBlobs(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param modified when the file was last written to, as it was before it was read */
    synchronized void add(String id, FileTime modified) {
        blobs.remove(id);
        blobs.put(id, new Verified(modified, nanoTime.getAsLong()));
    }

    /** @param modified when the file was last written to */
    synchronized boolean has(String id, FileTime modified) {
        Verified verified = blobs.get(id);
        return verified != null
                && verified.modified.equals(modified)
                && nanoTime.getAsLong() - verified.at < LATELY.toNanos();
    }
}
