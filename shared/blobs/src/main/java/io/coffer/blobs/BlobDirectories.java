package io.coffer.blobs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Two levels of directories named by an id's first two characters, made on demand. */
final class BlobDirectories {

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
            sync(directory.getParent());
            sync(root);
            durable.add(directory);
        }
        return directory;
    }

    private Path directoryOf(String id) {
        return root.resolve(id.substring(0, 1)).resolve(id.length() > 1 ? id.substring(1, 2) : "_");
    }

    /** Makes the names in a directory durable. */
    static void sync(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
