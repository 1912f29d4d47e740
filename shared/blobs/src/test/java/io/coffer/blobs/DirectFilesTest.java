package io.coffer.blobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectFilesTest {

    @TempDir
    private Path directory;

    private DirectFiles files() throws IOException {
        Optional<DirectFiles> files = DirectFiles.in(directory, Runnable::run);
        assumeTrue(files.isPresent(), "the file system takes no direct writes");
        return files.get();
    }

    @Test
    void noMoreAreOpenThanThereAreBuffersFor() throws IOException {
        DirectFiles files = files();
        List<NewFile> open = new ArrayList<>();
        for (Optional<NewFile> next = files.create(path(0)); next.isPresent(); next = files.create(path(open.size()))) {
            open.add(next.get());
        }
        assertEquals(16, open.size());
        assertFalse(Files.exists(path(16)));

        open.get(0).close();
        try (NewFile another = files.create(path(17)).orElseThrow()) {
            another.finish();
        }
        for (NewFile file : open.subList(1, open.size())) {
            file.close();
        }
    }

    @Test
    void aFileThatCannotBeMadeTakesNoBuffers() throws IOException {
        DirectFiles files = files();
        Files.write(path(0), new byte[1]);
        for (int i = 0; i < 20; i++) {
            assertThrows(IOException.class, () -> files.create(path(0)));
        }
        try (NewFile file = files.create(path(1)).orElseThrow()) {
            file.finish();
        }
        assertEquals(0, Files.size(path(1)));
    }

    @Test
    void aFileThatNobodyWritesIsClosedAllTheSame() throws IOException {
        assumeTrue(DirectFiles.in(directory, Runnable::run).isPresent(), "the file system takes no direct writes");
        assertThrows(RejectedExecutionException.class, () -> DirectFiles.in(directory, task -> {
            throw new RejectedExecutionException();
        }));
    }

    @Test
    void theTrialLeavesNothing() throws IOException {
        files();
        try (Stream<Path> left = Files.list(directory)) {
            assertTrue(left.findAny().isEmpty());
        }
    }

    private Path path(int number) {
        return directory.resolve("file" + number);
    }
}
