package io.coffer.metadata.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.RocksDBException;

/**
 * RocksDB's files of values that are kept apart from their keys' tables: a head, then records of key and value, each with checksums, and a
 * foot. Values are not compressed ({@link RocksSettings}).
 *
 * @see <a href="https://github.com/facebook/rocksdb/blob/main/db/blob/blob_log_format.h">blob_log_format.h</a>
 */
final class ValueFile {

    private static final int HEAD = 30;
    private static final int MAGIC = 2395959;
    private static final int RECORD = 3 * Long.BYTES + 2 * Integer.BYTES;
    private static final int OF_LENGTHS = 3 * Long.BYTES;
    private static final int LONGEST = 64 << 20;

    private ValueFile() {}

    /** Gives the values that are whole. Nothing behind a damaged head of a record can be found. */
    static void forEach(Path file, Rows.Action action, List<String> problems) throws IOException, RocksDBException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(Math.min(HEAD, Files.size(file)));
            for (byte[] head; (head = in.readNBytes(RECORD)).length == RECORD; ) {
                ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
                if (fields.getInt(0) == MAGIC) {
                    return;
                }
                long keyLength = fields.getLong(0);
                long valueLength = fields.getLong(Long.BYTES);
                if (fields.getInt(OF_LENGTHS) != Crc32c.masked(head, 0, OF_LENGTHS) || keyLength + valueLength > LONGEST) {
                    problems.add(file.getFileName() + ": a record is damaged, and what is behind it is lost");
                    return;
                }
                byte[] record = in.readNBytes((int) (keyLength + valueLength));
                if (record.length == keyLength + valueLength
                        && fields.getInt(OF_LENGTHS + Integer.BYTES) == Crc32c.masked(record, 0, record.length)) {
                    action.take(Arrays.copyOf(record, (int) keyLength),
                            Arrays.copyOfRange(record, (int) keyLength, record.length));
                } else {
                    problems.add(file.getFileName() + ": a value is damaged or cut off");
                }
            }
        }
    }
}
