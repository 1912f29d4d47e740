package io.coffer.contentid;

import java.io.ByteArrayOutputStream;

/**
 * The leaves of a piece of a file: the SHA-256 of each chunk of the file that begins in the piece, 32 bytes for 256 KiB. The last one may
 * end with the piece. They are leaves of the file if the piece begins where it was said to begin.
 *
 * @see JoinedLeaves
 */
public final class LeavesDigest implements ContentDigest<byte[]> {

    private final PieceLeaves.Phase phase;
    private final ByteArrayOutputStream leaves = new ByteArrayOutputStream();
    private final Chunks chunks = new Chunks(FileDigest.CHUNK, (sha256, size) -> leaves.writeBytes(sha256));
    /** How many bytes belong to a chunk that begins before the piece. */
    private int before;

    /** @param offset in the file of the piece's first byte, as far as that is known before the pieces ahead of it */
    public LeavesDigest(long offset) {
        phase = PieceLeaves.Phase.at(offset);
        before = phase.untilChunk();
        phase.write(leaves);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int passed = Math.min(before, length);
        before -= passed;
        chunks.update(bytes, offset + passed, length - passed);
    }

    @Override
    public byte[] finish() {
        if (phase.isZero()) {
            chunks.finish();
        } else {
            chunks.finishBegun();
        }
        return leaves.toByteArray();
    }
}
