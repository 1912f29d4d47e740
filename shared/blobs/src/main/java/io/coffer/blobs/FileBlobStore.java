package io.coffer.blobs;

import io.coffer.protocol.ResponseBody.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Blobs as files: {@code a/b/abcdef} below the directory, so that each of up to 4,096 directories stays small. A blob is written in
 * {@code tmp} of the same file system and renamed when it is whole.
 *
 * <p>The file is synced after the rename, not before: the blob is not promised before {@link #write} returns, nobody knows its id until
 * then, and on a journaling file system the file's and the directory's sync then share one journal commit. One writer of 1 MiB blobs
 * gained a half by it.
 *
 * <p>Behind a blob's bytes its file has checksums of them. Bytes that are read here are compared with these; {@link #slice} leaves a file
 * to be sent by the system only if all of it was compared within the last ten minutes and nobody has written to it since.
 *
 * <p>One process owns a directory at a time; the caller sees to that.
 */
public final class FileBlobStore implements BlobStore, BlobInventory {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final long DIRECT_FROM = 1 << 20;
    private static final String SET_ASIDE = "quarantine";

    private final Path root;
    private final Path temporary;
    private final BlobDirectories directories;
    private final WritebackStarter writeback = new WritebackStarter();
    private final Optional<DirectFiles> direct;
    private final Set<Path> shared = ConcurrentHashMap.newKeySet();
    private final VerifiedBlobs verified = new VerifiedBlobs(System::nanoTime);

    private FileBlobStore(Path root, Path temporary) throws IOException {
        this.root = root;
        this.temporary = temporary;
        this.direct = DirectFiles.in(temporary, writeback);
        this.directories = new BlobDirectories(root);
    }

    /** Opens a directory, made if there is none, and removes what writes of a process that died left in it. */
    public static FileBlobStore open(Path directory) throws IOException {
        Path root = directory.toAbsolutePath();
        Path temporary = Files.createDirectories(root.resolve("tmp"));
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(temporary)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
        BlobDirectories.sync(root);
        Path parent = root.getParent();
        if (parent != null) {
            BlobDirectories.sync(parent);
        }
        return new FileBlobStore(root, temporary);
    }

    @Override
    public void write(String id, InputStream bytes, long length, Runnable beforeVisible) throws IOException {
        BlobIds.check(id);
        write(id, bytes, length, beforeVisible, new CachedFile(temporary.resolve(id), writeback));
    }

    /**
     * Past the page cache: an object in parts is mostly longer than what is worth a place there, and the copy into the cache takes a
     * quarter of an upload's processor time. Its first reader waits for the disk.
     */
    @Override
    public void writePart(String id, InputStream bytes, long length, Runnable beforeVisible) throws IOException {
        BlobIds.check(id);
        Optional<NewFile> file = direct.isPresent() && length >= DIRECT_FROM
                ? direct.get().create(temporary.resolve(id))
                : Optional.empty();
        write(id, bytes, length, beforeVisible, file.isPresent() ? file.get() : new CachedFile(temporary.resolve(id), writeback));
    }

    private void write(String id, InputStream bytes, long length, Runnable beforeVisible, NewFile opened) throws IOException {
        Path unfinished = temporary.resolve(id);
        try (NewFile file = opened) {
            transfer(id, bytes, length, file);
            beforeVisible.run();
            publish(unfinished, directories.make(id), file.channel());
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void transfer(String id, InputStream bytes, long length, NewFile file) throws IOException {
        SegmentChecksums checksums = new SegmentChecksums();
        byte[] buffer = new byte[length < 0 ? BUFFER_BYTES : (int) Math.max(1, Math.min(BUFFER_BYTES, length))];
        long written = 0;
        for (int count; (count = bytes.readNBytes(buffer, 0, buffer.length)) > 0; written += count) {
            checksums.update(buffer, 0, count);
            file.write(buffer, 0, count);
        }
        BlobIds.checkLength(id, length, written);
        ByteBuffer trailer = checksums.trailer();
        byte[] last = new byte[trailer.remaining()];
        trailer.get(last);
        file.write(last, 0, last.length);
        file.finish();
    }

    private static void publish(Path unfinished, Path directory, FileChannel file) throws IOException {
        Path blob = directory.resolve(unfinished.getFileName());
        Files.move(unfinished, blob, StandardCopyOption.ATOMIC_MOVE);
        try {
            file.force(true);
            BlobDirectories.sync(directory);
        } catch (IOException e) {
            Files.deleteIfExists(blob);
            throw e;
        }
    }

    @Override
    public Slice slice(BlobRange range) throws IOException {
        Path file = directories.fileOf(range.id());
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return !hasChecksums(found, range) || verified.has(range.id(), found.lastModifiedTime())
                ? new Slice.InFile(file, range.offset(), range.length())
                : new Slice.InStream(range.length(), () -> read(range));
    }

    @Override
    public InputStream read(BlobRange range) throws IOException {
        Path file = directories.fileOf(range.id());
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        boolean verifiable = hasChecksums(found, range);
        FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ);
        return verifiable
                ? new VerifyingStream(bytes, range, () -> verified.add(range.id(), found.lastModifiedTime()))
                : new ExactInputStream(Channels.newInputStream(bytes.position(range.offset())), range.length());
    }

    /**
     * Whether a blob's file has checksums of its bytes. Versions up to 0.1 wrote none.
     *
     * @throws DamagedBlobException if its length is neither that of the bytes nor that of bytes and checksums
     */
    private static boolean hasChecksums(BasicFileAttributes file, BlobRange range) throws DamagedBlobException {
        if (file.size() == SegmentChecksums.fileSize(range.size())) {
            return true;
        }
        if (file.size() != range.size()) {
            throw new DamagedBlobException(range.id(), "its file has " + file.size() + " bytes, "
                    + SegmentChecksums.fileSize(range.size()) + " were stored");
        }
        return false;
    }

    @Override
    public boolean verifies() {
        return true;
    }

    @Override
    public void delete(String id) throws IOException {
        Path blob = directories.fileOf(id);
        if (Files.deleteIfExists(blob)) {
            directories.syncDirectoryOf(id);
        }
    }

    @Override
    public void deleteUnfinished(String id) throws IOException {
        BlobIds.check(id);
        Files.deleteIfExists(temporary.resolve(id));
        delete(id);
    }

    @Override
    public List<String> beginningWith(String prefix) throws IOException {
        return directories.beginningWith(prefix);
    }

    @Override
    public void forEach(Visitor visitor) throws IOException {
        BlobDirectories.forEach(root, (file, found) ->
                visitor.blob(file.getFileName().toString(), found.size(), found.lastModifiedTime().toInstant()));
    }

    @Override
    public OptionalLong lengthOf(String id) throws IOException {
        try {
            return OptionalLong.of(Files.size(directories.fileOf(id)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public boolean isWhole(long length, long size) {
        return length == size || length == SegmentChecksums.fileSize(size);
    }

    /** Where a blob's file is in a directory that no store has opened. */
    public static Path fileOf(Path directory, String id) {
        return new BlobDirectories(directory).fileOf(id);
    }

    /** Where a blob's file is, whether or not it exists. */
    public Path file(String id) {
        return directories.fileOf(id);
    }

    /**
     * Makes a file of another store, or a copy of it, a blob of this one. On return it is durable; on an exception it is not there.
     *
     * @param file as it is stored there, with its checksums
     */
    public void adopt(String id, InputStream file) throws IOException {
        Path unfinished = temporary.resolve(id);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.transferTo(Channels.newOutputStream(channel));
            publish(unfinished, directories.make(id), channel);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * As {@link #adopt}, by another name of the same file: both are on one file system, and nobody writes to it. Durable once
     * {@link #syncShared} has returned.
     */
    public void share(String id, Path file) throws IOException {
        Path directory = directories.make(id);
        Files.deleteIfExists(directory.resolve(id));
        Files.createLink(directory.resolve(id), file);
        shared.add(directory);
    }

    /** One sync for each directory in which files were shared. */
    public void syncShared() throws IOException {
        for (Iterator<Path> directory = shared.iterator(); directory.hasNext(); ) {
            BlobDirectories.sync(directory.next());
            directory.remove();
        }
    }

    /**
     * Takes a blob out of the store and keeps its file in {@code quarantine}, beside a text that says why. It is put back by moving the
     * file to where the text says that it was.
     */
    public void setAside(String id, String why) throws IOException {
        Path blob = directories.fileOf(id);
        Path aside = Files.createDirectories(root.resolve(SET_ASIDE));
        Files.writeString(aside.resolve(id + ".txt"), "It was " + root.relativize(blob) + ". " + why + "\n");
        Files.move(blob, aside.resolve(id), StandardCopyOption.ATOMIC_MOVE);
        BlobDirectories.sync(aside);
        directories.syncDirectoryOf(id);
    }

    @Override
    public void probe() throws IOException {
        Path token = Files.createTempFile(temporary, "probe", "");
        try {
            Files.write(token, new byte[] {1});
        } finally {
            Files.deleteIfExists(token);
        }
    }

    @Override
    public void close() {
        writeback.close();
    }
}
