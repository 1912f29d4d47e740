package io.coffer.proofs.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A CAR archive of one DAG-PB block, which is its root.
 *
 * @see <a href="https://ipld.io/specs/transport/car/carv1/">IPLD, CARv1 specification</a>
 */
final class OneBlockArchive {

    private static final byte[] CID_OF_DAG_PB_AND_SHA_256 = {1, 0x70, 0x12, 32};
    private static final byte[] MAP_OF_TWO = {(byte) 0xa2};
    private static final byte[] LIST_OF_ONE_TAGGED_CID = {(byte) 0x81, (byte) 0xd8, 42, 0x58, 37, 0};

    private OneBlockArchive() {}

    static byte[] of(byte[] block) {
        byte[] cid = join(CID_OF_DAG_PB_AND_SHA_256, sha256(block));
        byte[] head = join(MAP_OF_TWO, text("roots"), LIST_OF_ONE_TAGGED_CID, cid, text("version"), new byte[] {1});
        return join(varint(head.length), head, varint(cid.length + block.length), cid, block);
    }

    private static byte[] text(String shortText) {
        return join(new byte[] {(byte) (0x60 + shortText.length())}, shortText.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] varint(int number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int rest = number;
        for (; rest > 0x7f; rest >>>= 7) {
            bytes.write(rest | 0x80);
        }
        bytes.write(rest);
        return bytes.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
