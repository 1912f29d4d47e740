package io.coffer.contentid;

/**
 * The content id of a file, as {@code ipfs add --cid-version 1} with chunks of 256 KiB gives it: UnixFS, raw leaves, a balanced tree of 174
 * links a node. Holds the links of one path through the tree and no bytes.
 */
public final class FileDigest implements ContentDigest<Cid> {

    /** How many bytes of a file are one block. */
    public static final int CHUNK = 256 << 10;

    private final FileTree tree;
    private final Chunks chunks;

    public FileDigest() {
        this(CHUNK, FileTree.LINKS);
    }

    FileDigest(int chunk, int links) {
        tree = new FileTree(links);
        chunks = new Chunks(chunk, tree::add);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        chunks.update(bytes, offset, length);
    }

    @Override
    public Cid finish() {
        chunks.finish();
        return tree.root();
    }
}
