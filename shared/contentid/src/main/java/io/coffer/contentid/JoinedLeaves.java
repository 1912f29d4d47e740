package io.coffer.contentid;

import java.io.IOException;
import java.io.InputStream;

/**
 * The content id of a file whose pieces were hashed apart from each other. Of its bytes only those are read that are in no chunk which is
 * whole in one piece.
 */
public final class JoinedLeaves {

    private final FileTree tree = new FileTree(FileTree.LINKS);
    private final Bytes bytes;
    private long offset;
    /** Up to where the tree has leaves. */
    private long end;
    private boolean any;

    /** The file's bytes. */
    public interface Bytes {

        /** @param to behind the last byte */
        InputStream open(long from, long to) throws IOException;
    }

    public JoinedLeaves(Bytes bytes) {
        this.bytes = bytes;
    }

    /**
     * Where a piece begins in its file, by its number and size alone: of a file whose pieces are of one size, except the last.
     *
     * @param number from 1
     */
    public static long likelyOffset(int number, long size) {
        return (number - 1) * size;
    }

    /** How many bytes will be read of a file of pieces of which each was hashed for an offset. */
    public static final class Reading {

        private long offset;
        private long end;
        private long read;

        /** Adds the next piece. */
        public void add(long size, long hashedFor, boolean last) {
            boolean there = PieceLeaves.Phase.at(offset).equals(PieceLeaves.Phase.at(hashedFor));
            long from = offset + PieceLeaves.Phase.at(offset).untilChunk();
            offset += size;
            long to = last ? offset : offset - offset % FileDigest.CHUNK;
            if (there && from < to) {
                read += from - end;
                end = to;
            }
        }

        public long bytes() {
            return read + offset - end;
        }
    }

    /**
     * Adds the next piece.
     *
     * @param leaves what {@link LeavesDigest} computed of it
     * @param size the piece's, in bytes
     * @param last whether the file ends with it
     * @throws IllegalArgumentException if the leaves are not those of a piece of this size
     */
    public void add(byte[] leaves, long size, boolean last) throws IOException {
        PieceLeaves piece = PieceLeaves.of(leaves, offset, size);
        if (piece.hasChunks(last)) {
            read(piece.from());
            for (long to = piece.to(last); end < to; ) {
                byte[] hash = new byte[Cid.SHA2_256_LENGTH];
                piece.hashes().get(hash);
                add(hash, Math.min(FileDigest.CHUNK, to - end));
            }
        }
        offset += size;
        if (last) {
            read(offset);
        }
    }

    /** Makes leaves of the file's own bytes. */
    private void read(long to) throws IOException {
        if (end == to) {
            return;
        }
        Chunks chunks = new Chunks(FileDigest.CHUNK, this::add);
        byte[] buffer = new byte[FileDigest.CHUNK];
        try (InputStream open = bytes.open(end, to)) {
            for (int read = open.read(buffer); read >= 0; read = open.read(buffer)) {
                chunks.update(buffer, 0, read);
            }
        }
        chunks.finishBegun();
        if (end != to) {
            throw new IOException("the file's bytes end at " + end + " and not at " + to);
        }
    }

    private void add(byte[] hash, long size) {
        tree.add(hash, size);
        end += size;
        any = true;
    }

    /** The file's content id. Nothing can be added after. */
    public Cid root() {
        if (!any) {
            tree.add(Sha256.of(new byte[0]), 0);
        }
        return tree.root();
    }
}
