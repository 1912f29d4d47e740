package io.coffer.contentid;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * The leaves of one piece, where it is in the file.
 *
 * @param offset of the piece's first byte in the file
 * @param size of the piece
 * @param hashes of the file's chunks that begin in the piece; empty if it was not where its leaves were computed for
 */
record PieceLeaves(long offset, long size, ByteBuffer hashes) {

    private static final int CHUNK = FileDigest.CHUNK;

    /**
     * How far behind the beginning of a chunk a piece begins. Leaves of pieces that begin with a chunk are hashes alone, which is what
     * there was first; other leaves have the phase before them, in four bytes.
     */
    record Phase(int bytes) {

        static Phase at(long offset) {
            return new Phase((int) (offset % CHUNK));
        }

        static Phase read(ByteBuffer leaves) {
            return new Phase(leaves.remaining() % Cid.SHA2_256_LENGTH == 0 ? 0 : leaves.getInt());
        }

        boolean isZero() {
            return bytes == 0;
        }

        int untilChunk() {
            return isZero() ? 0 : CHUNK - bytes;
        }

        void write(ByteArrayOutputStream out) {
            if (!isZero()) {
                out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array());
            }
        }
    }

    /** @throws IllegalArgumentException if the leaves are not those of a piece of this size */
    static PieceLeaves of(byte[] leaves, long offset, long size) {
        ByteBuffer hashes = ByteBuffer.wrap(leaves);
        Phase phase = Phase.read(hashes);
        long chunks = Math.max(0, (size - phase.untilChunk() + CHUNK - 1) / CHUNK);
        if (hashes.remaining() != (phase.isZero() ? Math.max(1, chunks) : chunks) * Cid.SHA2_256_LENGTH) {
            throw new IllegalArgumentException(leaves.length + " bytes of leaves for " + size + " bytes");
        }
        return new PieceLeaves(offset, size, phase.equals(Phase.at(offset)) && size > 0 ? hashes : ByteBuffer.allocate(0));
    }

    /** Where the first chunk begins. */
    long from() {
        return offset + Phase.at(offset).untilChunk();
    }

    /** Where the last chunk ends that ends in the piece, or with the file. */
    long to(boolean last) {
        long end = offset + size;
        return last ? end : end - end % CHUNK;
    }

    boolean hasChunks(boolean last) {
        return hashes.hasRemaining() && from() < to(last);
    }
}
