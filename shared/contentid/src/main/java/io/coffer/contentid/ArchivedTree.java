package io.coffer.contentid;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Files and directories of UnixFS, by paths from their root: those in a CAR archive, whose blocks were compared with their content ids at
 * import, or one file that is stored as its bytes.
 */
public final class ArchivedTree {

    /** No file that a tool of IPFS makes has more levels: 174 links a level are a petabyte at 6. */
    private static final int MAX_DEPTH = 12;
    private static final int MAX_PIECES = 65_536;
    private static final String INDEX = "index.html";

    private final Blocks blocks;
    private final Cid root;

    private ArchivedTree(Blocks blocks, Cid root) {
        this.blocks = blocks;
        this.root = root;
    }

    /**
     * What a path leads to.
     *
     * @param cids those of the root and of each name of the path
     * @param name the last of the path; that of the index page if the path is a directory's that has one; empty for the root
     * @param block its own block
     */
    public record Entry(List<String> cids, String name, Piece block) {

        public String cid() {
            return cids.get(cids.size() - 1);
        }
    }

    /** How much of what a path leads to an archive has: its block, what it takes to read or list it, or everything below it. */
    public enum Scope { BLOCK, ENTITY, ALL }

    /**
     * What is in an archive. Reads it once.
     *
     * @throws ArchiveRefusal for one that has too many blocks
     */
    public static ArchivedTree ofArchive(StoredBytes archive, long length, String root) throws IOException {
        try (InputStream all = archive.open(0, length)) {
            return new ArchivedTree(CarIndex.of(all), Cid.parse(root));
        }
    }

    /**
     * A file that is stored as its bytes. Reads it once.
     *
     * @throws ArchiveRefusal if it does not have the content id
     */
    public static ArchivedTree ofFile(StoredBytes file, long length, String root) throws IOException {
        try (InputStream all = length == 0 ? InputStream.nullInputStream() : file.open(0, length)) {
            Cid cid = Cid.parse(root);
            return new ArchivedTree(FileBlocks.of(all, cid), cid);
        }
    }

    /**
     * The entry of a path; empty if there is none.
     *
     * @throws ArchiveRefusal if the archive does not have a block on the way, or has a damaged directory there
     */
    public Optional<Entry> find(List<String> path) {
        return way(path, passed -> { }).map(cids -> new Entry(cids.stream().map(Cid::toString).toList(),
                path.isEmpty() ? "" : path.get(path.size() - 1), blocks.block(cids.get(cids.size() - 1))));
    }

    /** @param passed is told of each block that was read before the one that the path leads to */
    private Optional<List<Cid>> way(List<String> path, Consumer<Cid> passed) {
        List<Cid> cids = new ArrayList<>(List.of(root));
        Cid at = root;
        for (String name : path) {
            Optional<DagNode> directory = directory(at);
            passed.accept(at);
            Optional<Cid> next = directory.isEmpty() ? Optional.empty() : entry(directory.get(), name, passed);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
            cids.add(at);
        }
        return Optional.of(cids);
    }

    /** The index page of a directory; the entry itself if it is none; empty for a directory without one. */
    public Optional<Entry> page(Entry entry) {
        Optional<DagNode> directory = directory(Cid.parse(entry.cid()));
        if (directory.isEmpty()) {
            return Optional.of(entry);
        }
        return entry(directory.get(), INDEX, passed -> { }).map(page -> {
            List<String> cids = new ArrayList<>(entry.cids());
            cids.add(page.toString());
            return new Entry(cids, INDEX, blocks.block(page));
        });
    }

    /**
     * Where the bytes of a file are, in their order.
     *
     * @throws ArchiveRefusal for what is no file, or one that is in too many pieces
     */
    public List<Piece> file(Entry entry) {
        Collection pieces = new Collection();
        pieces.collect(Cid.parse(entry.cid()), 0);
        return pieces.collected;
    }

    /**
     * A CAR archive of what a path leads to: the blocks along the path, and then those that are asked for, depth first. Empty if the path
     * leads to nothing.
     *
     * @param bytes of a file; then the scope does not matter
     * @param duplicates whether a block is there as often as it is linked to
     * @throws ArchiveRefusal if a block is not at hand, or there are too many
     * @throws OutsideException if nothing of the range is in the file
     */
    public Optional<List<Piece>> archive(List<String> path, Scope scope, Optional<EntityBytes> bytes, boolean duplicates) {
        BlockSelection selection = new BlockSelection(blocks, duplicates);
        return way(path, selection::add).map(cids -> {
            Cid end = cids.get(cids.size() - 1);
            if (bytes.isPresent()) {
                selection.addBytes(end, bytes.get());
            } else {
                switch (scope) {
                    case BLOCK -> selection.add(end);
                    case ENTITY -> selection.addEntity(end);
                    case ALL -> selection.addAll(end);
                }
            }
            List<Piece> archive = new ArrayList<>(List.of(Piece.made(FileCar.header(root))));
            archive.addAll(selection.sections());
            return archive;
        });
    }

    /** Blocks may be linked any number of times, so that few of them are a file of many, even if none has bytes. */
    private final class Collection {

        private final List<Piece> collected = new ArrayList<>();
        private int visited;

        void collect(Cid cid, int depth) {
            if (++visited > MAX_PIECES || depth > MAX_DEPTH) {
                throw new ArchiveRefusal("The file is in more pieces than are put together here.");
            }
            Piece block = blocks.block(cid);
            if (cid.codec() == Codec.RAW.number()) {
                collected.add(block);
                return;
            }
            DagNode node = cid.codec() == Codec.DAG_PB.number() ? blocks.node(cid) : null;
            if (node == null || !node.isFile()) {
                throw new ArchiveRefusal("The content id " + cid + " is no file's.");
            }
            if (node.length() > 0) {
                collected.add(block.part(node.offset(), node.length()));
            }
            for (DagNode.Named link : node.links()) {
                collect(link.cid(), depth + 1);
            }
        }
    }

    private Optional<DagNode> directory(Cid cid) {
        return cid.codec() == Codec.DAG_PB.number() ? Optional.of(blocks.node(cid)).filter(DagNode::isDirectory) : Optional.empty();
    }

    private Optional<Cid> entry(DagNode directory, String name, Consumer<Cid> passed) {
        if (directory.type() != DagNode.SHARDED_DIRECTORY) {
            return directory.entry(name);
        }
        return new Shards(shard -> {
            passed.accept(shard);
            return blocks.node(shard);
        }).entry(directory, name);
    }
}
