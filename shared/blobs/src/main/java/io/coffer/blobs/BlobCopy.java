package io.coffer.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes one directory of blobs the copy of another. A blob never changes, so one that is there already, with the length that it has, stays.
 * A copy on the same file system shares the file; on another it is read, compared with its checksums, and synced.
 */
public final class BlobCopy {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final Path source;
    private final Path target;
    private final Set<Path> directories = new HashSet<>();
    private long copied;
    private long kept;

    public BlobCopy(Path source, Path target) {
        this.source = source;
        this.target = target;
    }

    /** How many blobs were copied. */
    public long copied() {
        return copied;
    }

    /** How many were there already. */
    public long kept() {
        return kept;
    }

    /**
     * Copies what the target has not. Nobody removes blobs from the source meanwhile.
     *
     * @throws DamagedBlobException if a blob is not what was stored; those before it are copied
     */
    public void copyMissing() throws IOException {
        Files.createDirectories(target);
        BlobDirectories.forEach(source, this::copy);
        for (Path directory : directories) {
            BlobDirectories.sync(directory);
        }
        BlobDirectories.sync(target);
    }

    /** Removes from the target what the source has not: what was deleted since the copy before. */
    public void removeOthers() throws IOException {
        BlobDirectories.forEach(target, (file, attributes) -> {
            if (Files.notExists(source.resolve(target.relativize(file)))) {
                Files.delete(file);
            }
        });
    }

    private void copy(Path blob, BasicFileAttributes attributes) throws IOException {
        Path copy = target.resolve(source.relativize(blob));
        if (Files.exists(copy) && Files.size(copy) == attributes.size()) {
            kept++;
            return;
        }
        Files.createDirectories(copy.getParent());
        directories.add(copy.getParent());
        directories.add(copy.getParent().getParent());
        Files.deleteIfExists(copy);
        if (Files.getFileStore(blob).equals(Files.getFileStore(target))) {
            Files.createLink(copy, blob);
        } else {
            copyBytes(blob, copy, attributes.size());
        }
        copied++;
    }

    private static void copyBytes(Path blob, Path copy, long length) throws IOException {
        Path unfinished = copy.resolveSibling(copy.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (InputStream bytes = Files.newInputStream(blob);
                FileChannel out = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = SegmentChecksums.sizeOf(blob);
            SegmentChecksums checksums = new SegmentChecksums();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (long left = size < 0 ? length : size; left > 0; ) {
                int count = bytes.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (count == 0) {
                    throw new DamagedBlobException(blob.getFileName().toString(), "its file was cut short while it was read");
                }
                checksums.update(buffer, 0, count);
                FileBlobStore.write(ByteBuffer.wrap(buffer, 0, count), out);
                left -= count;
            }
            if (size >= 0) {
                ByteBuffer trailer = checksums.trailer();
                if (!trailer.equals(ByteBuffer.wrap(bytes.readAllBytes()))) {
                    throw new DamagedBlobException(blob.getFileName().toString(), "its bytes are not those that were stored");
                }
                FileBlobStore.write(trailer, out);
            }
            out.force(true);
        }
        Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    }
}
