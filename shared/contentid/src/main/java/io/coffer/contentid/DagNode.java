package io.coffer.contentid;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DAG-PB block as it is read: links, and what UnixFS says of it.
 *
 * @param type of UnixFS; negative for a node that has none
 * @param offset in the block of those bytes of a file that are in the node itself
 * @param length of those bytes
 * @param sizes how many bytes of a file are behind each link; empty if the node does not say it for each
 * @param slots how many slots of a shard are taken, as its bits say
 * @param hashFunction of a sharded directory, by its number in the multihash table
 * @param fanout how many slots a shard has
 * @see <a href="https://ipld.io/specs/codecs/dag-pb/spec/">IPLD, DAG-PB specification</a>
 * @see <a href="https://specs.ipfs.tech/unixfs/">IPFS, UnixFS specification</a>
 */
record DagNode(List<Named> links, int type, int offset, int length, long[] sizes, int slots, long hashFunction, long fanout) {

    static final int RAW = 0;
    static final int DIRECTORY = 1;
    static final int FILE = 2;
    static final int SHARDED_DIRECTORY = 5;

    private static final int LENGTH_DELIMITED = 2;

    /** A link with its name, which is that of a directory's entry. */
    record Named(String name, Cid cid) {}

    /** @throws ArchiveRefusal for what is no such block */
    static DagNode read(byte[] block) {
        List<Named> links = new ArrayList<>();
        byte[] data = {};
        int dataOffset = 0;
        for (Fields fields = new Fields(block); fields.next(); ) {
            if (fields.number == 2) {
                links.add(link(fields.bytes()));
            } else if (fields.number == 1) {
                data = fields.bytes();
                dataOffset = fields.offset;
            }
        }
        int type = -1;
        byte[] bytes = {};
        int offset = 0;
        int sizesRead = 0;
        long[] sizes = new long[links.size()];
        long hashFunction = -1;
        long fanout = -1;
        for (Fields fields = new Fields(data); fields.next(); ) {
            switch (fields.number) {
                case 1 -> type = (int) fields.value;
                case 2 -> {
                    bytes = fields.bytes();
                    offset = dataOffset + fields.offset;
                }
                case 4 -> {
                    if (sizesRead < sizes.length) {
                        sizes[sizesRead] = fields.value;
                    }
                    sizesRead++;
                }
                case 5 -> hashFunction = fields.value;
                case 6 -> fanout = fields.value;
                default -> { }
            }
        }
        return new DagNode(links, type, offset, bytes.length, sizesRead == sizes.length ? sizes : new long[0],
                type == SHARDED_DIRECTORY ? new BigInteger(1, bytes).bitCount() : 0, hashFunction, fanout);
    }

    private static Named link(byte[] message) {
        String name = "";
        CidReader cid = new CidReader();
        boolean whole = false;
        for (Fields fields = new Fields(message); fields.next(); ) {
            if (fields.number == 1) {
                for (byte one : fields.bytes()) {
                    whole = cid.add(one);
                }
            } else if (fields.number == 2) {
                name = new String(fields.bytes(), StandardCharsets.UTF_8);
            }
        }
        if (!whole) {
            throw noNode();
        }
        return new Named(name, cid.cid());
    }

    boolean isDirectory() {
        return type == DIRECTORY || type == SHARDED_DIRECTORY;
    }

    boolean isFile() {
        return type == FILE || type == RAW;
    }

    /** How many bytes a file has, as far as the node says it. */
    long fileSize() {
        return length + Arrays.stream(sizes).sum();
    }

    Optional<Cid> entry(String name) {
        return links.stream().filter(link -> link.name().equals(name)).findFirst().map(Named::cid);
    }

    /** The fields of a message of protobuf: numbers, and bytes with their length before them. Others do not occur. */
    private static final class Fields {

        private final ByteBuffer message;
        private int number;
        private long value;
        private byte @Nullable [] bytes;
        /** Where the bytes begin. */
        private int offset;

        Fields(byte[] message) {
            this.message = ByteBuffer.wrap(message);
        }

        boolean next() {
            if (!message.hasRemaining()) {
                return false;
            }
            long tag = varint();
            number = (int) (tag >> 3);
            value = varint();
            bytes = null;
            if ((tag & 7) == LENGTH_DELIMITED) {
                if (value > message.remaining()) {
                    throw noNode();
                }
                bytes = new byte[(int) value];
                offset = message.position();
                message.get(bytes);
            } else if ((tag & 7) != 0) {
                throw noNode();
            }
            return true;
        }

        byte[] bytes() {
            if (bytes == null) {
                throw noNode();
            }
            return bytes;
        }

        private long varint() {
            Varint varint = new Varint();
            while (message.hasRemaining()) {
                if (varint.add(message.get())) {
                    return varint.value();
                }
            }
            throw noNode();
        }
    }

    static ArchiveRefusal noNode() {
        return new ArchiveRefusal("The archive has a block that is no node of DAG-PB, though its content id says so.");
    }
}
