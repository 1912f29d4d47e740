package io.coffer.standalone.data;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the file system of a data directory has room for writes. Some of it is kept back, since a deletion is written down before it
 * makes room. The file system is asked once a second at most. Thread-safe.
 */
public final class DiskSpace {

    /** Of the file system, unless that is more than {@link #MOST}: room for the log of many deletions. */
    private static final long ONE_IN = 20;
    private static final long MOST = 256L << 20;
    private static final long NOTHING_IS_SHORT = -1;
    private static final long REMEMBERED = Duration.ofSeconds(1).toNanos();

    private final FileStore store;
    private final long reserve;
    private volatile @Nullable Look last;

    private record Look(boolean isShort, long at) {}

    private DiskSpace(FileStore store, long reserve) {
        this.store = store;
        this.reserve = reserve;
    }

    /**
     * @param directory exists
     * @param reserve in bytes; empty for a twentieth of the file system, 256 MiB at most
     */
    public static DiskSpace of(Path directory, Optional<Long> reserve) throws IOException {
        FileStore store = Files.getFileStore(directory);
        long total = store.getTotalSpace();
        return new DiskSpace(store, reserve.orElse(total <= 0 ? NOTHING_IS_SHORT : Math.min(MOST, total / ONE_IN)));
    }

    /** For a directory that keeps neither tables nor blobs. */
    public static DiskSpace ofNothing(Path directory) throws IOException {
        return of(directory, Optional.of(NOTHING_IS_SHORT));
    }

    /** Whether no more than the reserve is left. A file system that does not say is taken to have room. */
    public boolean isShort() {
        Look look = last;
        long now = System.nanoTime();
        if (look == null || now - look.at > REMEMBERED) {
            look = new Look(usable() <= reserve, now);
            last = look;
        }
        return look.isShort;
    }

    /** Of how much, in bytes, no more may be left for a write to be refused; 0 if none is refused before the file system refuses it. */
    public long reserve() {
        return Math.max(0, reserve);
    }

    /** What is left, in bytes. A file system that does not say has {@link Long#MAX_VALUE}. */
    public long usable() {
        try {
            return store.getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
