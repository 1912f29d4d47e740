package io.coffer.metadata.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * A file that says up to which sequence number a database was durable. RocksDB itself does not miss a log that is gone, nor the end of one
 * that became shorter: what its manifest knows is whole without it. A few bytes written in place fit one sector, and a checksum tells if
 * they were not written whole. Not thread-safe.
 */
final class SequenceMark implements AutoCloseable {

    private static final int LENGTH = Long.BYTES + Integer.BYTES;

    private final FileChannel file;

    private SequenceMark(FileChannel file) {
        this.file = file;
    }

    static SequenceMark open(Path file) throws IOException {
        return new SequenceMark(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Empty if nothing was written yet, or not whole. */
    OptionalLong read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // It may take several reads.
        }
        if (bytes.hasRemaining()) {
            return OptionalLong.empty();
        }
        long sequence = bytes.getLong(0);
        return bytes.getInt(Long.BYTES) == checksum(sequence) ? OptionalLong.of(sequence) : OptionalLong.empty();
    }

    /** On the disk on return. */
    void write(long sequence) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).putLong(sequence).putInt(checksum(sequence)).flip();
        while (bytes.hasRemaining()) {
            file.write(bytes, bytes.position());
        }
        file.force(false);
    }

    private static int checksum(long sequence) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).flip());
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
