package io.coffer.standalone.backup;

import io.coffer.accounts.PrivateFile;
import io.coffer.accounts.StartFailure;
import io.coffer.blobs.BlobInventory;
import io.coffer.blobs.FileBlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory for backups. On the same file system it shares the files of the data directory; on another one each is read and compared. */
final class DirectoryPlace implements BackupPlace {

    private static final String SUFFIX = ".json";

    private final Path directory;
    private Optional<Stores> stores = Optional.empty();

    /** What a directory of backups has the bytes in. */
    private record Stores(FileBlobStore blobs, FileBlobStore pieces) {

        FileBlobStore of(Kind kind) {
            return kind == Kind.BLOBS ? blobs : pieces;
        }
    }

    /** @throws IOException if it is there and cannot be read */
    DirectoryPlace(Path directory) throws IOException {
        this.directory = directory;
        if (Files.isDirectory(generationsDirectory())) {
            open();
        }
    }

    private Path generationsDirectory() {
        return directory.resolve("generations");
    }

    private void open() throws IOException {
        stores = Optional.of(new Stores(
                FileBlobStore.open(directory.resolve("blobs")), FileBlobStore.open(directory.resolve("pieces"))));
    }

    @Override
    public void prepare() throws IOException {
        if (stores.isPresent()) {
            return;
        }
        if (Files.isDirectory(directory)) {
            try (Stream<Path> content = Files.list(directory)) {
                if (content.findAny().isPresent()) {
                    throw new StartFailure(directory + " is neither empty nor a directory of backups");
                }
            }
        }
        PrivateFile.makeDirectory(directory);
        PrivateFile.makeDirectory(generationsDirectory());
        open();
    }

    private FileBlobStore store(Kind kind) {
        return stores.orElseThrow(() -> new StartFailure("there are no backups in " + directory)).of(kind);
    }

    @Override
    public BlobInventory inventory(Kind kind) {
        return store(kind);
    }

    @Override
    public void put(Kind kind, String id, Path file, long length, Check check) throws IOException {
        if (Files.getFileStore(file).equals(Files.getFileStore(directory))) {
            try {
                store(kind).share(id, file);
                return;
            } catch (FileSystemException | UnsupportedOperationException e) {
                // Not every file system gives a file two names, nor any number of them.
            }
        }
        try (InputStream bytes = check.of(Files.newInputStream(file))) {
            store(kind).adopt(id, bytes);
        }
    }

    @Override
    public InputStream get(Kind kind, String id, long length) throws IOException {
        return Files.newInputStream(store(kind).file(id));
    }

    @Override
    public void remove(Kind kind, String id) throws IOException {
        store(kind).delete(id);
    }

    @Override
    public List<String> generations() throws IOException {
        if (stores.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(generationsDirectory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Path file(String generation) {
        return generationsDirectory().resolve(generation + SUFFIX);
    }

    @Override
    public Optional<byte[]> generation(String name) throws IOException {
        return Files.exists(file(name)) ? Optional.of(Files.readAllBytes(file(name))) : Optional.empty();
    }

    @Override
    public void putGeneration(String name, byte[] document) throws IOException {
        store(Kind.BLOBS).syncShared();
        store(Kind.PIECES).syncShared();
        PrivateFile.write(file(name), document);
    }

    @Override
    public void removeGeneration(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    @Override
    public void close() {
        stores.ifPresent(open -> {
            open.blobs().close();
            open.pieces().close();
        });
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
