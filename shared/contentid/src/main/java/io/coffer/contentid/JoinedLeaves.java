package io.coffer.contentid;

import java.util.Arrays;

/** The content id of a file whose pieces were hashed apart from each other, without its bytes. */
public final class JoinedLeaves {

    private final FileTree tree = new FileTree(FileTree.LINKS);
    private boolean any;

    /** Whether a piece of this size ends where a chunk ends, so that leaves of what follows it are leaves of the file. */
    public static boolean canBeFollowed(long size) {
        return size % FileDigest.CHUNK == 0;
    }

    /** How many bytes the leaves of a piece have. */
    public static long length(long size) {
        return Math.max(1, (size + FileDigest.CHUNK - 1) / FileDigest.CHUNK) * Cid.SHA2_256_LENGTH;
    }

    /**
     * Adds the next piece.
     *
     * @param leaves what {@link LeavesDigest} computed of it
     * @param size the piece's, in bytes
     * @throws IllegalArgumentException if the leaves are not those of a piece of this size
     */
    public void add(byte[] leaves, long size) {
        if (leaves.length != length(size)) {
            throw new IllegalArgumentException(leaves.length + " bytes of leaves for " + size + " bytes");
        }
        long rest = size;
        for (int from = 0; rest > 0; from += Cid.SHA2_256_LENGTH) {
            long chunk = Math.min(rest, FileDigest.CHUNK);
            tree.add(Arrays.copyOfRange(leaves, from, from + Cid.SHA2_256_LENGTH), chunk);
            rest -= chunk;
            any = true;
        }
    }

    /** The file's content id. Nothing can be added after. */
    public Cid root() {
        if (!any) {
            tree.add(Sha256.of(new byte[0]), 0);
        }
        return tree.root();
    }
}
