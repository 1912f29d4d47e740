package io.coffer.content;

import io.coffer.checksum.ChecksumAlgorithm;
import io.coffer.checksum.StreamingDigest;
import io.coffer.protocol.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Stored bytes that are compared with their checksum as they are read. The last of them are given out once all of them were compared, so
 * that nobody gets a whole that is not what was stored. For stores that do not compare by themselves. Not thread-safe.
 */
final class VerifiedInputStream extends BulkInputStream {

    private final InputStream stored;
    private final String blobId;
    private final StreamingDigest digest;
    private final byte[] expected;
    private long left;

    /** @param size how many bytes there are */
    VerifiedInputStream(InputStream stored, String blobId, long size, ChecksumAlgorithm algorithm, byte[] expected) {
        this.stored = stored;
        this.blobId = blobId;
        this.left = size;
        this.digest = algorithm.newDigest();
        this.expected = expected;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = stored.read(bytes, offset, length);
        if (count > 0) {
            digest.update(bytes, offset, count);
            left -= count;
            if (left == 0 && !Arrays.equals(digest.digest(), expected)) {
                throw new DamagedContentException(blobId, "its bytes are not those that were stored");
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }
}
