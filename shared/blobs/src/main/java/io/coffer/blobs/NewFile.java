package io.coffer.blobs;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A file that is being written from its beginning to its end. Not thread-safe. */
interface NewFile extends AutoCloseable {

    void write(byte[] bytes, int offset, int count) throws IOException;

    /** Called once, after the last byte: all bytes are the system's when it returns. They may not be durable yet. */
    void finish() throws IOException;

    FileChannel channel();

    @Override
    void close() throws IOException;
}
