package io.coffer.contentid;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A node of a file that consists of more than one block: a DAG-PB block whose data says in UnixFS how long the file's pieces are.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-pb/spec/">IPLD, DAG-PB specification</a>
 * @see <a href="https://specs.ipfs.tech/unixfs/">IPFS, UnixFS specification</a>
 */
final class FileNode {

    /** Tags of protobuf: the field's number and, in the three lowest bits, how its value is written. */
    private static final int NODE_DATA = 1 << 3 | 2;
    private static final int NODE_LINK = 2 << 3 | 2;
    private static final int LINK_CID = 1 << 3 | 2;
    private static final int LINK_NAME = 2 << 3 | 2;
    private static final int LINK_SIZE = 3 << 3;
    private static final int UNIXFS_TYPE = 1 << 3;
    private static final int UNIXFS_FILE_SIZE = 3 << 3;
    private static final int UNIXFS_BLOCK_SIZE = 4 << 3;
    private static final int TYPE_FILE = 2;

    private FileNode() {}

    /** The node as a block: the links come before the data. */
    static byte[] block(List<Link> links) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        links.forEach(link -> field(node, NODE_LINK, link(link)));
        field(node, NODE_DATA, data(links));
        return node.toByteArray();
    }

    private static byte[] link(Link link) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, LINK_CID, link.cid().bytes());
        field(out, LINK_NAME, new byte[0]);
        out.write(LINK_SIZE);
        Varint.write(out, link.blocksSize());
        return out.toByteArray();
    }

    private static byte[] data(List<Link> links) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(UNIXFS_TYPE);
        out.write(TYPE_FILE);
        out.write(UNIXFS_FILE_SIZE);
        Varint.write(out, links.stream().mapToLong(Link::fileSize).sum());
        for (Link link : links) {
            out.write(UNIXFS_BLOCK_SIZE);
            Varint.write(out, link.fileSize());
        }
        return out.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int tag, byte[] value) {
        out.write(tag);
        Varint.write(out, value.length);
        out.writeBytes(value);
    }
}
