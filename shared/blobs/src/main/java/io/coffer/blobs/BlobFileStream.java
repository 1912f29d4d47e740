package io.coffer.blobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * A blob's file as it is stored, with the checksums behind the bytes. The end is given out only if the bytes before are those that were
 * stored. A file from before checksums is only as long as it must be. Not thread-safe.
 */
public final class BlobFileStream extends InputStream {

    private final InputStream file;
    private final String id;
    private final long size;
    private final long length;
    private final SegmentChecksums checksums = new SegmentChecksums();
    private final ByteArrayOutputStream trailer = new ByteArrayOutputStream();
    private long position;

    /**
     * @param file closed with the stream
     * @param size of the blob
     * @param length of the file
     * @throws DamagedBlobException if a blob of that size has no file of that length
     */
    public BlobFileStream(InputStream file, String id, long size, long length) throws DamagedBlobException {
        if (length != size && length != SegmentChecksums.fileSize(size)) {
            throw new DamagedBlobException(id, "its file has " + length + " bytes, " + SegmentChecksums.fileSize(size) + " were stored");
        }
        this.file = file;
        this.id = id;
        this.size = size;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        if (position == length) {
            return -1;
        }
        int count = file.read(target, offset, (int) Math.min(wanted, length - position));
        if (count < 0) {
            throw new DamagedBlobException(id, "its file was cut short while it was read");
        }
        int ofBlob = (int) Math.max(0, Math.min(count, size - position));
        checksums.update(target, offset, ofBlob);
        trailer.write(target, offset + ofBlob, count - ofBlob);
        position += count;
        if (position == length && length != size && !checksums.trailer().equals(ByteBuffer.wrap(trailer.toByteArray()))) {
            throw new DamagedBlobException(id, "its bytes are not those that were stored");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
