package io.coffer.blobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A new file that is written past the page cache, in whole blocks (open(2), O_DIRECT). One buffer is written while the next is filled. The
 * last block is padded, and the file is then cut to its length.
 */
final class DirectFile implements NewFile {

    private final FileChannel file;
    private final int block;
    private final BiConsumer<ByteBuffer, ByteBuffer> takeBack;
    private final Executor threads;
    private ByteBuffer filling;
    private ByteBuffer other;
    private @Nullable FutureTask<Void> writing;
    private long position;

    /**
     * @param direct opens a file past the page cache
     * @param block in bytes
     * @param takeBack gets the buffers when the file is closed
     * @param filling a buffer of whole blocks that begins at one
     * @param other a second one
     */
    DirectFile(Path path, OpenOption direct, int block, ByteBuffer filling, ByteBuffer other, BiConsumer<ByteBuffer, ByteBuffer> takeBack,
            Executor threads) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, direct);
        this.block = block;
        this.takeBack = takeBack;
        this.filling = filling.clear();
        this.other = other.clear();
        this.threads = threads;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int fits = Math.min(count - done, filling.remaining());
            filling.put(bytes, offset + done, fits);
            done += fits;
            if (!filling.hasRemaining()) {
                startWriting();
            }
        }
    }

    private void startWriting() throws IOException {
        await();
        ByteBuffer full = filling.flip();
        long start = position;
        position += full.remaining();
        FutureTask<Void> task = new FutureTask<>(() -> {
            for (long at = start; full.hasRemaining(); ) {
                at += file.write(full, at);
            }
            return null;
        });
        threads.execute(task);
        writing = task;
        filling = other.clear();
        other = full;
    }

    private void await() throws IOException {
        if (writing == null) {
            return;
        }
        try {
            writing.get();
            writing = null;
        } catch (ExecutionException e) {
            throw new IOException("writing a blob failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a blob was written", e);
        }
    }

    @Override
    public void finish() throws IOException {
        long length = position + filling.position();
        while (filling.position() % block != 0) {
            filling.put((byte) 0);
        }
        if (filling.position() > 0) {
            startWriting();
        }
        await();
        file.truncate(length);
    }

    @Override
    public FileChannel channel() {
        return file;
    }

    /** A buffer that is still being written must not be filled for another file. */
    @Override
    public void close() throws IOException {
        try {
            awaitTheEnd();
        } finally {
            takeBack.accept(filling, other);
            file.close();
        }
    }

    private void awaitTheEnd() {
        boolean interrupted = false;
        while (writing != null && !writing.isDone()) {
            try {
                writing.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
