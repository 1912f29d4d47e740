package io.coffer.accounts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The data directory, held by this process alone until it is closed. */
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Made if it is missing, for its owner alone.
     *
     * @throws StartFailure if it cannot be made or written, or another process holds it
     */
    public static DataDirectory open(Path directory) {
        return openIfFree(directory).orElseThrow(() -> new StartFailure(
                "the data directory " + directory.toAbsolutePath().normalize() + " is in use by another process"));
    }

    /**
     * As {@link #open}; empty if another process holds it.
     *
     * @throws StartFailure if it cannot be made or written
     */
    public static Optional<DataDirectory> openIfFree(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            PrivateFile.makeDirectory(path);
            FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new DataDirectory(path, channel));
        } catch (FileAlreadyExistsException e) {
            throw new StartFailure("the data directory " + path + " is not a directory");
        } catch (AccessDeniedException e) {
            throw new StartFailure("the data directory " + path + " is not writable");
        } catch (FileSystemException e) {
            throw new StartFailure("the data directory " + path + " cannot be made" + (e.getReason() == null ? "" : ": " + e.getReason()));
        } catch (IOException e) {
            throw new StartFailure("the data directory " + path + " cannot be used: " + e.getMessage());
        }
    }

    /** Whether others than its owner may look into it, as into one that somebody made beforehand. */
    public boolean isOpenToOthers() throws IOException {
        return PrivateFile.isOpenToOthers(path);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
