package io.coffer.accounts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The data directory, held by this process alone until it is closed. */
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws StartFailure where it cannot be made or written, or another process holds it */
    public static DataDirectory open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                throw new StartFailure("the data directory " + path + " is in use by another process");
            }
            return new DataDirectory(path, channel);
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

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
