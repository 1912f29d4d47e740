package io.coffer.blobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.coffer.protocol.ResponseBody.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBlobStoreTest extends BlobStoreContract {

    @TempDir
    private Path directory;

    private FileBlobStore store;

    @BeforeEach
    void open() throws IOException {
        store = FileBlobStore.open(directory.resolve("blobs"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    BlobStore store() {
        return store;
    }

    @Override
    boolean leftovers() throws IOException {
        try (Stream<Path> unfinished = Files.list(directory.resolve("blobs/tmp"))) {
            return unfinished.findAny().isPresent();
        }
    }

    @Test
    void blobsFanOutOverTwoLevelsOfDirectories() throws IOException {
        store.write("k7xyz", new ByteArrayInputStream(new byte[3]), 3, () -> {});
        assertEquals(3, Files.size(directory.resolve("blobs/k/7/k7xyz")));
        assertEquals(new Slice.InFile(directory.resolve("blobs/k/7/k7xyz"), 1, 2), store.slice("k7xyz", 1, 2));
    }

    @Test
    void whatADeadProcessLeftIsRemovedAndItsBlobsStay() throws IOException {
        store.write("kept", new ByteArrayInputStream(new byte[3]), 3, () -> {});
        store.close();
        Files.write(directory.resolve("blobs/tmp/half"), new byte[10]);
        store = FileBlobStore.open(directory.resolve("blobs"));
        assertFalse(leftovers());
        assertEquals(3, store.read("kept", 0, 3).readAllBytes().length);
    }
}
