package io.coffer.contentid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The blocks of an archive that shows what a path leads to: those along the path first, and then those of what is there, each before what
 * it links to, in the order of the links.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">IPFS, Trustless Gateway specification</a>
 */
final class BlockSelection {

    /** With blocks that are linked to any number of times, few of them can be an archive without an end. */
    private static final int MAX_BLOCKS = 65_536;
    /** Directories below each other, and what a path of S3 has of them. */
    private static final int MAX_DEPTH = 512;

    private final Blocks blocks;
    private final boolean duplicates;
    private final List<Piece> sections = new ArrayList<>();
    private final Set<Cid> sent = new HashSet<>();
    private int visited;

    /** @param duplicates whether a block is there as often as it is linked to */
    BlockSelection(Blocks blocks, boolean duplicates) {
        this.blocks = blocks;
        this.duplicates = duplicates;
    }

    /** As they are in an archive. */
    List<Piece> sections() {
        return sections;
    }

    /**
     * Adds a block.
     *
     * @return whether what is below it is still to be added
     */
    boolean add(Cid cid) {
        if (++visited > MAX_BLOCKS) {
            throw new ArchiveRefusal("The archive would have more than " + MAX_BLOCKS + " blocks.");
        }
        boolean isNew = sent.add(cid);
        // What a content id has within it is in the block that links to it.
        if ((isNew || duplicates) && !cid.isIdentity()) {
            sections.add(blocks.section(cid));
        }
        return isNew || duplicates;
    }

    /** Adds all that is below a block. */
    void addAll(Cid cid) {
        addAll(cid, 0);
    }

    private void addAll(Cid cid, int depth) {
        requireDepth(depth);
        if (!add(cid) || cid.codec() == Codec.RAW.number()) {
            return;
        }
        if (cid.codec() != Codec.DAG_PB.number()) {
            throw new ArchiveRefusal("The links of the block " + cid + " are not followed: it is no node of DAG-PB.");
        }
        for (DagNode.Named link : blocks.node(cid).links()) {
            addAll(link.cid(), depth + 1);
        }
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new ArchiveRefusal("What is asked for has more than " + MAX_DEPTH + " levels.");
        }
    }

    /** Adds what it takes to read a file, or to list a directory; of anything else the block. */
    void addEntity(Cid cid) {
        Optional<DagNode> node = cid.codec() == Codec.DAG_PB.number() ? Optional.of(blocks.node(cid)) : Optional.empty();
        if (node.filter(DagNode::isFile).isPresent()) {
            addAll(cid);
        } else if (node.filter(found -> found.type() == DagNode.SHARDED_DIRECTORY).isPresent()) {
            addShards(cid, 0);
        } else {
            add(cid);
        }
    }

    private void addShards(Cid cid, int depth) {
        requireDepth(depth);
        if (add(cid)) {
            Shards.below(blocks.node(cid)).forEach(shard -> addShards(shard, depth + 1));
        }
    }

    /**
     * Adds what it takes to read a range of a file; of anything that is no file, what {@link #addEntity} adds.
     *
     * @throws OutsideException if nothing of the range is in the file
     */
    void addBytes(Cid cid, EntityBytes asked) {
        boolean isNode = cid.codec() == Codec.DAG_PB.number();
        if (isNode && !blocks.node(cid).isFile()) {
            addEntity(cid);
        } else if (isNode) {
            addBytes(cid, asked, blocks.node(cid).fileSize());
        } else if (cid.codec() == Codec.RAW.number()) {
            addBytes(cid, asked, blocks.block(cid).size());
        } else {
            add(cid);
        }
    }

    private void addBytes(Cid cid, EntityBytes asked, long size) {
        long first = asked.first(size);
        long last = asked.last(size);
        if (size > 0 && (first >= size || last < 0)) {
            throw new OutsideException(asked, size);
        }
        if (first > last) {
            add(cid);
        } else {
            addRange(cid, first, last, 0);
        }
    }

    /** The offsets are those of the file's part that is below the block. */
    private void addRange(Cid cid, long first, long last, int depth) {
        requireDepth(depth);
        add(cid);
        if (cid.codec() == Codec.RAW.number()) {
            return;
        }
        DagNode node = blocks.node(cid);
        if (cid.codec() != Codec.DAG_PB.number() || !node.isFile() || node.sizes().length != node.links().size()) {
            throw new ArchiveRefusal("The block " + cid + " does not say where which bytes of its file are.");
        }
        long at = node.length();
        for (int i = 0; i < node.sizes().length; i++) {
            long end = at + node.sizes()[i];
            if (at <= last && end > first) {
                addRange(node.links().get(i).cid(), first - at, last - at, depth + 1);
            }
            at = end;
        }
    }
}
