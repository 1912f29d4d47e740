package io.coffer.contentid;

import java.util.ArrayList;
import java.util.List;

/**
 * The balanced tree over a file's chunks. Of each level only the links are held that have no node above them yet: 174 a level, and four
 * levels for 5 TiB.
 */
final class FileTree {

    /** What Kubo and Helia gave a node for files of CID version 1 with chunks of 256 KiB. */
    static final int LINKS = 174;

    /** What is told of each node, once it has all its links. */
    interface Nodes {
        void add(Cid cid, byte[] block);
    }

    private final int width;
    private final Nodes nodes;
    private final List<List<Link>> levels = new ArrayList<>();

    FileTree(int width) {
        this(width, (cid, block) -> { });
    }

    FileTree(int width, Nodes nodes) {
        this.width = width;
        this.nodes = nodes;
    }

    /** Adds the next chunk. */
    void add(byte[] sha256, long size) {
        add(0, new Link(Cid.of(Codec.RAW, sha256), size, size));
    }

    private void add(int height, Link link) {
        if (levels.size() == height) {
            levels.add(new ArrayList<>(width));
        }
        List<Link> level = levels.get(height);
        if (level.size() == width) {
            raise(height);
        }
        level.add(link);
    }

    /** Puts a level's links into a node of the level above. */
    private void raise(int height) {
        List<Link> links = levels.get(height);
        byte[] block = FileNode.block(links);
        long fileSize = links.stream().mapToLong(Link::fileSize).sum();
        long below = links.stream().mapToLong(Link::blocksSize).sum();
        links.clear();
        Cid cid = Cid.of(Codec.DAG_PB, Sha256.of(block));
        nodes.add(cid, block);
        add(height + 1, new Link(cid, fileSize, block.length + below));
    }

    /** The root: the chunk itself where there is only one. Nothing can be added after. */
    Cid root() {
        int height = 0;
        while (height < levels.size() - 1 || levels.get(height).size() > 1) {
            raise(height);
            height++;
        }
        return levels.get(height).get(0).cid();
    }
}
