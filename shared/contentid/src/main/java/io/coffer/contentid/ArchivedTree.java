package io.coffer.contentid;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Files and directories of UnixFS in a CAR archive, by paths from its root. Every block was compared with its content id at import. */
public final class ArchivedTree {

    /** No file that a tool of IPFS makes has more levels: 174 links a level are a petabyte at 6. */
    private static final int MAX_DEPTH = 12;
    private static final int MAX_PIECES = 65_536;
    private static final String INDEX = "index.html";

    private final Archive archive;
    private final CarIndex index;
    private final Cid root;

    /** The archive's bytes. */
    public interface Archive {
        InputStream open(long offset, long length) throws IOException;
    }

    /** A run of the archive's bytes. */
    public record Piece(long offset, long length) {}

    /**
     * What a path leads to.
     *
     * @param cid of it
     * @param name the last of the path; that of the index page if the path is a directory's that has one; empty for the root
     * @param block its own block
     */
    public record Entry(String cid, String name, Piece block) {}

    /**
     * Reads the archive once.
     *
     * @throws ArchiveRefusal for one that has too many blocks
     */
    public ArchivedTree(Archive archive, long length, String root) throws IOException {
        this.archive = archive;
        this.root = Cid.parse(root);
        try (InputStream all = archive.open(0, length)) {
            index = CarIndex.of(all);
        }
    }

    /**
     * The entry of a path; empty if there is none.
     *
     * @throws ArchiveRefusal if the archive does not have a block on the way, or has a damaged directory there
     */
    public Optional<Entry> find(List<String> path) throws IOException {
        Cid at = root;
        for (String name : path) {
            Optional<DagNode> directory = directory(at);
            Optional<Cid> next = directory.isEmpty() ? Optional.empty() : entry(directory.get(), name);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(new Entry(at.toString(), path.isEmpty() ? "" : path.get(path.size() - 1), piece(at)));
    }

    /** The index page of a directory; the entry itself if it is none; empty for a directory without one. */
    public Optional<Entry> page(Entry entry) throws IOException {
        Cid cid = Cid.parse(entry.cid());
        Optional<DagNode> directory = directory(cid);
        if (directory.isEmpty()) {
            return Optional.of(entry);
        }
        return entry(directory.get(), INDEX).map(page -> new Entry(page.toString(), INDEX, piece(page)));
    }

    /**
     * Where the bytes of a file are, in their order.
     *
     * @throws ArchiveRefusal for what is no file, or one that is in too many pieces
     */
    public List<Piece> file(Entry entry) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        collect(Cid.parse(entry.cid()), 0, pieces);
        return pieces;
    }

    private void collect(Cid cid, int depth, List<Piece> pieces) throws IOException {
        if (pieces.size() >= MAX_PIECES || depth > MAX_DEPTH) {
            throw new ArchiveRefusal("The file is in more pieces than are put together here.");
        }
        Piece block = piece(cid);
        if (cid.codec() == Codec.RAW.number()) {
            pieces.add(block);
            return;
        }
        DagNode node = cid.codec() == Codec.DAG_PB.number() ? node(cid) : null;
        if (node == null || !node.isFile()) {
            throw new ArchiveRefusal("The content id " + cid + " is no file's.");
        }
        if (node.bytes().length > 0) {
            pieces.add(within(block, node.bytes()));
        }
        for (DagNode.Named link : node.links()) {
            collect(link.cid(), depth + 1, pieces);
        }
    }

    /** Where a node's own bytes of a file are in its block. */
    private Piece within(Piece block, byte[] bytes) throws IOException {
        byte[] all = read(block);
        for (int from = all.length - bytes.length; from >= 0; from--) {
            if (Arrays.equals(all, from, from + bytes.length, bytes, 0, bytes.length)) {
                return new Piece(block.offset() + from, bytes.length);
            }
        }
        throw new IllegalStateException("a node without its own bytes");
    }

    private Optional<DagNode> directory(Cid cid) throws IOException {
        if (cid.codec() != Codec.DAG_PB.number()) {
            return Optional.empty();
        }
        DagNode node = node(cid);
        return node.isDirectory() ? Optional.of(node) : Optional.empty();
    }

    private Optional<Cid> entry(DagNode directory, String name) throws IOException {
        return directory.type() == DagNode.SHARDED_DIRECTORY ? new Shards(this::node).entry(directory, name) : directory.entry(name);
    }

    private DagNode node(Cid cid) throws IOException {
        return DagNode.read(read(piece(cid)));
    }

    private byte[] read(Piece piece) throws IOException {
        try (InputStream block = archive.open(piece.offset(), piece.length())) {
            return block.readAllBytes();
        }
    }

    private Piece piece(Cid cid) {
        CarIndex.Position position = index.find(cid)
                .orElseThrow(() -> new ArchiveRefusal("The archive does not have the block " + cid + "."));
        return new Piece(position.offset(), position.length());
    }
}
