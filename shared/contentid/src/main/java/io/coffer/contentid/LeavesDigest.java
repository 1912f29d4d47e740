package io.coffer.contentid;

import java.io.ByteArrayOutputStream;

/**
 * The leaves of a piece of a file: the SHA-256 of each of its chunks, 32 bytes for 256 KiB. They are leaves of the whole file as well if
 * all pieces before this one end where a chunk ends.
 *
 * @see JoinedLeaves
 */
public final class LeavesDigest implements ContentDigest<byte[]> {

    private final ByteArrayOutputStream leaves = new ByteArrayOutputStream();
    private final Chunks chunks = new Chunks(FileDigest.CHUNK, (sha256, size) -> leaves.writeBytes(sha256));

    @Override
    public void update(byte[] bytes, int offset, int length) {
        chunks.update(bytes, offset, length);
    }

    @Override
    public byte[] finish() {
        chunks.finish();
        return leaves.toByteArray();
    }
}
