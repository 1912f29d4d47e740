package io.coffer.contentid;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the blocks of a CAR archive are in it, and what its nodes link to. Made in one pass; holds no bytes of files. Nodes are understood
 * in that pass, so that no block is read twice however often it is linked to.
 */
final class CarIndex implements Blocks {

    /** 16 GiB of files in blocks of 256 KiB, and about ten megabytes of memory. */
    private static final int MAX_BLOCKS = 65_536;
    /** Most blocks are linked to once. */
    private static final int MAX_LINKS = 2 * MAX_BLOCKS;
    private static final long MAX_NAMES = 16 << 20;

    /**
     * A block's place.
     *
     * @param section where its length and its content id begin
     * @param offset of its bytes
     */
    private record Position(long section, long offset, int length) {}

    private final Map<Cid, Position> blocks = new HashMap<>();
    private final Map<Cid, DagNode> nodes = new HashMap<>();
    private int links;
    private long names;

    /** @throws ArchiveRefusal for one with more blocks than are looked at */
    static CarIndex of(InputStream archive) throws IOException {
        CarIndex index = new CarIndex();
        Input in = new Input(archive);
        in.skip(in.number().orElseThrow(EOFException::new));
        long section = in.at;
        for (Optional<Long> size = in.number(); size.isPresent(); size = in.number()) {
            long begin = in.at;
            Cid cid = in.cid();
            index.add(cid, new Position(section, in.at, (int) (size.get() - (in.at - begin))), in);
            section = in.at;
        }
        return index;
    }

    private void add(Cid cid, Position position, Input in) throws IOException {
        boolean isNew = blocks.putIfAbsent(cid, position) == null;
        if (blocks.size() > MAX_BLOCKS) {
            throw new ArchiveRefusal("Paths are served of archives of at most " + MAX_BLOCKS + " blocks.");
        }
        if (isNew && cid.codec() == Codec.DAG_PB.number()) {
            understand(cid, in.bytes(position.length()));
        } else {
            in.skip(position.length());
        }
    }

    private void understand(Cid cid, byte[] block) {
        DagNode node;
        try {
            node = DagNode.read(block);
        } catch (ArchiveRefusal | InvalidArchiveException e) {
            // It is refused when a path leads to it.
            return;
        }
        links += node.links().size();
        names += node.links().stream().mapToLong(link -> link.name().length()).sum();
        if (links > MAX_LINKS || names > MAX_NAMES) {
            throw new ArchiveRefusal("Paths are served of archives of at most " + MAX_LINKS + " links, with names of at most " + MAX_NAMES
                    + " characters in all.");
        }
        nodes.put(cid, node);
    }

    @Override
    public Piece block(Cid cid) {
        if (cid.isIdentity()) {
            return Piece.made(cid.bytesWithin());
        }
        Position position = position(cid);
        return Piece.stored(position.offset(), position.length());
    }

    @Override
    public Piece section(Cid cid) {
        Position position = position(cid);
        return Piece.stored(position.section(), position.offset() - position.section() + position.length());
    }

    private Position position(Cid cid) {
        Position position = blocks.get(cid);
        if (position == null) {
            throw new ArchiveRefusal("The archive does not have the block " + cid + ".");
        }
        return position;
    }

    @Override
    public DagNode node(Cid cid) {
        if (cid.isIdentity()) {
            return DagNode.read(cid.bytesWithin());
        }
        position(cid);
        DagNode node = nodes.get(cid);
        if (node == null) {
            throw DagNode.noNode();
        }
        return node;
    }

    /** Bytes whose place is counted. */
    private static final class Input {

        private final InputStream in;
        private long at;

        Input(InputStream in) {
            this.in = in;
        }

        /** Empty at the end. */
        Optional<Long> number() throws IOException {
            Varint number = new Varint();
            while (true) {
                int next = in.read();
                if (next < 0) {
                    return Optional.empty();
                }
                at++;
                if (number.add((byte) next)) {
                    return Optional.of(number.value());
                }
            }
        }

        Cid cid() throws IOException {
            CidReader cid = new CidReader();
            while (true) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException();
                }
                at++;
                if (cid.add((byte) next)) {
                    return cid.cid();
                }
            }
        }

        byte[] bytes(int count) throws IOException {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException();
            }
            at += count;
            return bytes;
        }

        void skip(long count) throws IOException {
            in.skipNBytes(count);
            at += count;
        }
    }
}
