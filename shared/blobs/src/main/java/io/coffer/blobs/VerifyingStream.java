package io.coffer.blobs;

import io.coffer.protocol.BulkInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A range of a blob's file, each segment of it compared with its checksum before any byte of it is given out. It reads the segments that
 * the range touches, whole ones straight to where they are wanted. Not thread-safe.
 */
final class VerifyingStream extends BulkInputStream {

    /** How many checksums are read at a time: those of 64 MiB. */
    private static final int CHECKSUMS = 1024;

    private final FileChannel file;
    private final BlobRange range;
    private final Runnable whole;
    private long position;
    private byte @Nullable [] segment;
    private int next;
    private int limit;
    private ByteBuffer checksums = ByteBuffer.allocate(0);
    private long firstChecksum;

    /**
     * @param file the blob's, of the length that {@link SegmentChecksums#fileSize} says; closed with the stream
     * @param whole runs if every byte of the blob was read
     */
    VerifyingStream(FileChannel file, BlobRange range, Runnable whole) {
        this.file = file;
        this.range = range;
        this.whole = whole;
        this.position = range.offset();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == range.end()) {
            return -1;
        }
        int count = next == limit && position % SegmentChecksums.SEGMENT == 0
                ? readSegments(target, offset, (int) Math.min(length, range.end() - position))
                : 0;
        if (count == 0) {
            count = readBuffered(target, offset, (int) Math.min(length, range.end() - position));
        }
        position += count;
        if (position == range.size() && range.offset() == 0) {
            whole.run();
        }
        return count;
    }

    /** Reads as many whole segments as there is room for; 0 if there is room for none. */
    private int readSegments(byte[] target, int offset, int length) throws IOException {
        boolean toTheEnd = position + length == range.size();
        int count = toTheEnd ? length : length - length % SegmentChecksums.SEGMENT;
        if (count > 0) {
            fill(target, offset, count, position);
            for (int done = 0; done < count; done += SegmentChecksums.SEGMENT) {
                verify(target, offset + done, Math.min(SegmentChecksums.SEGMENT, count - done), position + done);
            }
        }
        return count;
    }

    private int readBuffered(byte[] target, int offset, int length) throws IOException {
        if (segment == null) {
            segment = new byte[SegmentChecksums.SEGMENT];
        }
        if (next == limit) {
            long start = position - position % SegmentChecksums.SEGMENT;
            limit = (int) Math.min(SegmentChecksums.SEGMENT, range.size() - start);
            fill(segment, 0, limit, start);
            verify(segment, 0, limit, start);
            next = (int) (position - start);
        }
        int count = Math.min(length, limit - next);
        System.arraycopy(segment, next, target, offset, count);
        next += count;
        return count;
    }

    private void verify(byte[] bytes, int offset, int length, long start) throws IOException {
        long number = start / SegmentChecksums.SEGMENT;
        if (SegmentChecksums.of(bytes, offset, length) != checksum(number)) {
            throw new DamagedBlobException(
                    range.id(), "bytes " + start + " to " + (start + length - 1) + " are not those that were stored");
        }
    }

    private int checksum(long number) throws IOException {
        if (number < firstChecksum || (number - firstChecksum) * SegmentChecksums.ENTRY >= checksums.limit()) {
            long last = (range.end() - 1) / SegmentChecksums.SEGMENT;
            byte[] read = new byte[(int) Math.min(CHECKSUMS, last - number + 1) * SegmentChecksums.ENTRY];
            fill(read, 0, read.length, SegmentChecksums.positionOf(number, range.size()));
            checksums = ByteBuffer.wrap(read);
            firstChecksum = number;
        }
        return checksums.getInt((int) (number - firstChecksum) * SegmentChecksums.ENTRY);
    }

    private void fill(byte[] target, int offset, int length, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(target, offset, length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position() - offset) < 0) {
                throw new DamagedBlobException(range.id(), "its file was cut short while it was read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
