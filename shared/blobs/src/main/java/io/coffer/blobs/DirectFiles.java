package io.coffer.blobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Makes files that are written past the page cache, if the file system takes such writes. Their buffers are kept for the next ones: 16
 * MiB for as many files at once as there may be.
 */
final class DirectFiles {

    private static final int BUFFER_BYTES = 512 * 1024;
    private static final int MOST_FILES = 16;
    private static final int MOST_BLOCK_BYTES = 64 * 1024;

    private final Executor threads;
    private final OpenOption direct;
    private final int block;
    private final Deque<ByteBuffer> idle = new ArrayDeque<>();
    private int open;

    private DirectFiles(OpenOption direct, int block, Executor threads) {
        this.direct = direct;
        this.block = block;
        this.threads = threads;
    }

    /**
     * @param threads write beside their callers
     * @return empty if files of the directory cannot be written so
     */
    static Optional<DirectFiles> in(Path directory, Executor threads) throws IOException {
        Path tried = directory.resolve("direct");
        try {
            long block = Files.getFileStore(directory).getBlockSize();
            if (block <= 0 || block > MOST_BLOCK_BYTES || BUFFER_BYTES % block != 0) {
                return Optional.empty();
            }
            DirectFiles files = new DirectFiles(direct(), (int) block, threads);
            files.tryOut(tried);
            return Optional.of(files);
        } catch (IOException | UnsupportedOperationException | ReflectiveOperationException e) {
            return Optional.empty();
        } finally {
            Files.deleteIfExists(tried);
        }
    }

    /** Java's own option, in a package that compilers of later versions warn of. */
    private static OpenOption direct() throws ReflectiveOperationException {
        return (OpenOption) Class.forName("com.sun.nio.file.ExtendedOpenOption").getField("DIRECT").get(null);
    }

    private void tryOut(Path path) throws IOException {
        try (NewFile file = create(path).orElseThrow()) {
            file.write(new byte[1], 0, 1);
            file.finish();
        }
    }

    /** A new file; empty if as many are open as there may be. */
    Optional<NewFile> create(Path path) throws IOException {
        ByteBuffer one;
        ByteBuffer other;
        synchronized (this) {
            if (open == MOST_FILES) {
                return Optional.empty();
            }
            open++;
            one = buffer();
            other = buffer();
        }
        try {
            return Optional.of(new DirectFile(path, direct, block, one, other, this::takeBack, threads));
        } catch (IOException | RuntimeException e) {
            takeBack(one, other);
            throw e;
        }
    }

    private ByteBuffer buffer() {
        ByteBuffer known = idle.poll();
        return known != null ? known : ByteBuffer.allocateDirect(BUFFER_BYTES + block).alignedSlice(block).slice(0, BUFFER_BYTES);
    }

    private synchronized void takeBack(ByteBuffer one, ByteBuffer other) {
        open--;
        idle.push(one);
        idle.push(other);
    }
}
