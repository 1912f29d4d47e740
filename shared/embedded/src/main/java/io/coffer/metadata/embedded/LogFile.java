package io.coffer.metadata.embedded;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.RocksDBException;

/**
 * RocksDB's write-ahead log: blocks of 32 KiB with records, each with a checksum; a commit is one record, or several if it crosses blocks.
 *
 * @see <a href="https://github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format">Write Ahead Log File Format</a>
 */
final class LogFile {

    private static final int BLOCK = 32 << 10;
    private static final int HEADER = Integer.BYTES + Short.BYTES + 1;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int LAST = 4;

    private LogFile() {}

    /** Takes a commit as it is written. */
    interface Action {
        void take(byte[] batch) throws RocksDBException;
    }

    /** Gives the commits whose records are whole, in order. Behind a damaged record it goes on with the next block. */
    static void forEachBatch(Path log, Action action, List<String> problems) throws IOException, RocksDBException {
        ByteArrayOutputStream commit = new ByteArrayOutputStream();
        boolean begun = false;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(log), BLOCK)) {
            for (byte[] read; (read = in.readNBytes(BLOCK)).length > 0; ) {
                ByteBuffer block = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
                while (block.remaining() >= HEADER) {
                    int checksum = block.getInt();
                    int length = Short.toUnsignedInt(block.getShort());
                    int type = block.get();
                    if (type == 0 && length == 0) {
                        break;
                    }
                    if (length > block.remaining() || checksum != Crc32c.masked(read, block.position() - 1, length + 1)) {
                        problems.add(log.getFileName() + ": a record is damaged or cut off");
                        begun = false;
                        break;
                    }
                    if (type == FULL || type == FIRST) {
                        commit.reset();
                        begun = true;
                    }
                    if (begun && type >= FULL && type <= LAST) {
                        commit.write(read, block.position(), length);
                        if (type == FULL || type == LAST) {
                            action.take(commit.toByteArray());
                            begun = false;
                        }
                    }
                    block.position(block.position() + length);
                }
            }
        }
    }
}
