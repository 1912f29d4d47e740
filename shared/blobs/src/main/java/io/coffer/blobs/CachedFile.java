package io.coffer.blobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A new file that is written through the page cache, so that whoever reads it soon does not wait for the disk. */
final class CachedFile implements NewFile {

    private final FileChannel file;
    private final WritebackStarter.Writeback early;

    CachedFile(Path path, WritebackStarter writeback) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.early = writeback.of(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (ByteBuffer left = ByteBuffer.wrap(bytes, offset, count); left.hasRemaining(); ) {
            file.write(left);
        }
        early.written(count);
    }

    @Override
    public void finish() throws IOException {
        early.await();
    }

    @Override
    public FileChannel channel() {
        return file;
    }

    @Override
    public void close() throws IOException {
        early.close();
        file.close();
    }
}
