package io.coffer.contentid;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a CAR archive of version 1 and tells its root: every block has the hash that its content id says, and the root is among them.
 * Links between blocks are not followed, so that an archive may leave out blocks that are elsewhere. Holds one content id and no blocks.
 *
 * @see <a href="https://ipld.io/specs/transport/car/carv1/">IPLD, CAR specification, version 1</a>
 */
public final class CarDigest implements ContentDigest<Cid> {

    /** More than a root takes, also under the longest hash. */
    private static final int MAX_HEADER = 1024;
    /** What peers of IPFS give each other at most. */
    private static final int MAX_BLOCK = 2 << 20;

    /** What is read of the archive next. */
    private enum Reading { LENGTH, HEADER, CID, BLOCK }

    private Reading reading = Reading.LENGTH;
    private Varint length = new Varint();
    /** How many bytes are left of the header or the section. */
    private long rest;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private @Nullable Cid root;
    private boolean rootFound;
    private CidReader cid = new CidReader();
    private Optional<MessageDigest> hash = Optional.empty();
    private ByteArrayOutputStream identity = new ByteArrayOutputStream();

    @Override
    public void update(byte[] bytes, int offset, int count) {
        int at = offset;
        int end = offset + count;
        while (at < end) {
            at += switch (reading) {
                case LENGTH -> length(bytes[at]);
                case HEADER -> header(bytes, at, end - at);
                case CID -> cid(bytes[at]);
                case BLOCK -> block(bytes, at, end - at);
            };
        }
    }

    private int length(byte next) {
        if (length.add(next)) {
            rest = length.value();
            length = new Varint();
            if (root == null) {
                requireLength(rest > 0 && rest <= MAX_HEADER, "header");
                reading = Reading.HEADER;
            } else {
                requireLength(rest > 0 && rest <= MAX_BLOCK, "block");
                reading = Reading.CID;
                cid = new CidReader();
            }
        }
        return 1;
    }

    private void requireLength(boolean holds, String of) {
        if (!holds) {
            throw new InvalidArchiveException(root == null
                    ? "The body is no CAR archive: its " + of + " would have " + rest + " bytes."
                    : "The CAR archive has a " + of + " of " + rest + " bytes.");
        }
    }

    private int header(byte[] bytes, int offset, int count) {
        int taken = (int) Math.min(rest, count);
        header.write(bytes, offset, taken);
        rest -= taken;
        if (rest == 0) {
            root = CarHeader.root(header.toByteArray());
            reading = Reading.LENGTH;
        }
        return taken;
    }

    private int cid(byte next) {
        boolean whole = cid.add(next);
        rest--;
        if (whole) {
            hash = cid.function().digest();
            identity = new ByteArrayOutputStream();
            reading = Reading.BLOCK;
            if (hash.isEmpty() && rest != cid.digest().length) {
                throw otherHash();
            }
            if (rest == 0) {
                endBlock();
            }
        } else if (rest == 0) {
            throw new InvalidArchiveException("The CAR archive has a block that ends within its content id.");
        }
        return 1;
    }

    private int block(byte[] bytes, int offset, int count) {
        int taken = (int) Math.min(rest, count);
        hash.ifPresentOrElse(
                digest -> digest.update(bytes, offset, taken),
                () -> identity.write(bytes, offset, taken));
        rest -= taken;
        if (rest == 0) {
            endBlock();
        }
        return taken;
    }

    private void endBlock() {
        byte[] computed = hash.map(MessageDigest::digest).orElseGet(identity::toByteArray);
        if (!MessageDigest.isEqual(computed, cid.digest())) {
            throw otherHash();
        }
        rootFound |= cid.cid().equals(root);
        reading = Reading.LENGTH;
    }

    private InvalidArchiveException otherHash() {
        return new InvalidArchiveException(
                "The CAR archive has a block that does not have the hash of its content id " + cid.cid() + ".");
    }

    @Override
    public Cid finish() {
        if (root == null) {
            throw new InvalidArchiveException("The body is no CAR archive: it ends within its header.");
        }
        if (reading != Reading.LENGTH || !length.isEmpty()) {
            throw new InvalidArchiveException("The CAR archive ends within a block.");
        }
        if (!rootFound) {
            throw new InvalidArchiveException("The CAR archive does not have the block of its root " + root + ".");
        }
        return root;
    }
}
