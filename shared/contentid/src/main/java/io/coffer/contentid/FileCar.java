package io.coffer.contentid;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A file as a CAR archive of version 1, made while the file is read. Its blocks come as they are known: each node behind the blocks that it
 * links to, and the root last. Holds a chunk and the links of one path through the tree.
 *
 * @see <a href="https://ipld.io/specs/transport/car/carv1/">IPLD, CAR specification, version 1</a>
 */
public final class FileCar extends InputStream {

    /** {@code {"roots": [a link, ...}} in DAG-CBOR, up to the content id. */
    private static final byte[] BEFORE_ROOT = {(byte) 0xa2, 0x65, 'r', 'o', 'o', 't', 's', (byte) 0x81, (byte) 0xd8, 0x2a};
    /** DAG-CBOR writes a length of up to so many bytes in the byte that says that they follow. */
    private static final int SHORT = 23;
    private static final int SHORT_BYTES = 0x40;
    private static final int LENGTH_IN_A_BYTE = 0x58;
    /** {@code "version": 1}. */
    private static final byte[] AFTER_ROOT = {0x67, 'v', 'e', 'r', 's', 'i', 'o', 'n', 0x01};

    private final InputStream file;
    private final Deque<InputStream> ready = new ArrayDeque<>();
    private final FileTree tree = new FileTree(FileTree.LINKS, this::add);
    private boolean any;
    private boolean ended;

    /**
     * @param file its bytes; closed with this
     * @param root its content id
     */
    public FileCar(InputStream file, String root) {
        this.file = file;
        ready.add(new ByteArrayInputStream(header(Cid.parse(root))));
    }

    /** How many bytes the archive of a file of a size has. */
    public static long length(long size) {
        long[] length = {header(Cid.of(Codec.RAW, new byte[Cid.SHA2_256_LENGTH])).length};
        FileTree tree = new FileTree(FileTree.LINKS, (cid, block) -> length[0] += section(cid, block.length).length + block.length);
        long rest = size;
        do {
            int chunk = (int) Math.min(rest, FileDigest.CHUNK);
            byte[] anyHash = new byte[Cid.SHA2_256_LENGTH];
            length[0] += section(Cid.of(Codec.RAW, anyHash), chunk).length + chunk;
            tree.add(anyHash, chunk);
            rest -= chunk;
        } while (rest > 0);
        tree.root();
        return length[0];
    }

    /** An archive whose root has its bytes in its content id, so that it needs no block. */
    public static byte[] withoutBlocks(String root) {
        return header(Cid.parse(root));
    }

    static byte[] header(Cid root) {
        ByteArrayOutputStream map = new ByteArrayOutputStream();
        map.writeBytes(BEFORE_ROOT);
        int length = root.bytes().length + 1;
        if (length > SHORT) {
            map.write(LENGTH_IN_A_BYTE);
        }
        map.write(length > SHORT ? length : SHORT_BYTES | length);
        map.write(0);
        map.writeBytes(root.bytes());
        map.writeBytes(AFTER_ROOT);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        Varint.write(header, map.size());
        header.writeBytes(map.toByteArray());
        return header.toByteArray();
    }

    /** What stands before a block. */
    static byte[] section(Cid cid, int blockLength) {
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        Varint.write(section, cid.bytes().length + blockLength);
        section.writeBytes(cid.bytes());
        return section.toByteArray();
    }

    private void add(Cid cid, byte[] block) {
        ready.add(new ByteArrayInputStream(section(cid, block.length)));
        ready.add(new ByteArrayInputStream(block));
    }

    /** Reads the next chunk, and makes of it its block and the nodes that it completes. */
    private void advance() throws IOException {
        byte[] chunk = file.readNBytes(FileDigest.CHUNK);
        if (chunk.length > 0 || !any) {
            byte[] sha256 = Sha256.of(chunk);
            add(Cid.of(Codec.RAW, sha256), chunk);
            tree.add(sha256, chunk.length);
            any = true;
        }
        if (chunk.length < FileDigest.CHUNK) {
            tree.root();
            ended = true;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            while (!ready.isEmpty()) {
                int read = ready.peek().read(bytes, offset, length);
                if (read > 0) {
                    return read;
                }
                ready.remove();
            }
            if (ended) {
                return -1;
            }
            advance();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
