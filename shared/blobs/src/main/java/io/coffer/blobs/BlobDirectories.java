package io.coffer.blobs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Two levels of directories named by an id's first two characters, made on demand. */
final class BlobDirectories {

    private static final int DEPTH = 3;

    private final Path root;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    BlobDirectories(Path root) {
        this.root = root;
    }

    /** Where the blob's file is, whether or not it exists. */
    Path fileOf(String id) {
        BlobIds.check(id);
        return directoryOf(id).resolve(id);
    }

    /** The blob's directory, which exists and survives a crash once this returns. */
    Path make(String id) throws IOException {
        Path directory = directoryOf(id);
        if (!durable.contains(directory)) {
            Files.createDirectories(directory);
            sync(upper(id));
            sync(root);
            durable.add(directory);
        }
        return directory;
    }

    /** The names of the files that begin with a prefix. */
    List<String> beginningWith(String prefix) throws IOException {
        BlobIds.check(prefix);
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directoryOf(prefix), prefix + "*")) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private Path directoryOf(String id) {
        return upper(id).resolve(id.length() > 1 ? id.substring(1, 2) : "_");
    }

    private Path upper(String id) {
        return root.resolve(id.substring(0, 1));
    }

    /** Makes what was removed from the blob's directory stay removed. */
    void syncDirectoryOf(String id) throws IOException {
        sync(directoryOf(id));
    }

    interface Action {
        void take(Path blob, BasicFileAttributes found) throws IOException;
    }

    /** Every blob's file below a root. What lies elsewhere than two directories deep, or has another name, is none. */
    static void forEach(Path root, Action action) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
                if (root.relativize(file).getNameCount() == DEPTH && BlobIds.isOne(file.getFileName().toString())) {
                    action.take(file, found);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    /** Makes the names in a directory durable. */
    static void sync(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
