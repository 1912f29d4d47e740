package io.coffer.contentid;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** The blocks of a file that is stored as its bytes. Made in one pass; holds the nodes of its tree, and no bytes of the file. */
final class FileBlocks implements Blocks {

    private final Map<Cid, Piece> blocks = new HashMap<>();

    /** @throws ArchiveRefusal if the file is not the one that is meant */
    static FileBlocks of(InputStream file, Cid root) throws IOException {
        FileBlocks made = new FileBlocks();
        FileTree tree = new FileTree(FileTree.LINKS, (cid, node) -> made.blocks.put(cid, Piece.made(node)));
        long[] offset = new long[1];
        Chunks chunks = new Chunks(FileDigest.CHUNK, (sha256, size) -> {
            made.blocks.putIfAbsent(Cid.of(Codec.RAW, sha256), Piece.stored(offset[0], size));
            tree.add(sha256, size);
            offset[0] += size;
        });
        byte[] buffer = new byte[FileDigest.CHUNK];
        for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
            chunks.update(buffer, 0, read);
        }
        chunks.finish();
        if (!tree.root().equals(root)) {
            throw new ArchiveRefusal("The file was replaced while it was read.");
        }
        return made;
    }

    @Override
    public Piece block(Cid cid) {
        Piece block = blocks.get(cid);
        if (block == null) {
            throw new ArchiveRefusal("The file does not have the block " + cid + ".");
        }
        return block;
    }

    @Override
    public Piece section(Cid cid) {
        Piece block = block(cid);
        byte[] head = FileCar.section(cid, Math.toIntExact(block.size()));
        byte[] made = new byte[head.length + block.before().length];
        System.arraycopy(head, 0, made, 0, head.length);
        System.arraycopy(block.before(), 0, made, head.length, block.before().length);
        return new Piece(made, block.offset(), block.length());
    }

    @Override
    public DagNode node(Cid cid) {
        return DagNode.read(block(cid).before());
    }
}
