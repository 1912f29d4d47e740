package io.coffer.contentid;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;

/**
 * A content id of version 1: the kind of a block, and its SHA-256.
 *
 * @see <a href="https://github.com/multiformats/cid">multiformats/cid, CID specification</a>
 */
public final class Cid {

    static final int VERSION = 1;
    static final int SHA2_256 = 0x12;
    static final int SHA2_256_LENGTH = 32;

    /** The letter of the multibase table that base32 in lower case without padding begins with. */
    private static final char BASE32 = 'b';

    private final byte[] bytes;

    /** @param bytes in the binary form of version 1 */
    Cid(byte[] bytes) {
        this.bytes = bytes;
    }

    static Cid of(Codec codec, byte[] sha256) {
        byte[] bytes = new byte[4 + SHA2_256_LENGTH];
        bytes[0] = VERSION;
        bytes[1] = (byte) codec.number();
        bytes[2] = SHA2_256;
        bytes[3] = SHA2_256_LENGTH;
        System.arraycopy(sha256, 0, bytes, 4, SHA2_256_LENGTH);
        return new Cid(bytes);
    }

    /** @throws IllegalArgumentException for what is no content id as {@link #toString} writes it */
    static Cid parse(String text) {
        byte[] bytes = new Base32().decode(text.substring(1).toUpperCase(Locale.ROOT));
        Cid cid = new Cid(bytes);
        if (!cid.toString().equals(text)) {
            throw new IllegalArgumentException(text);
        }
        return cid;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The kind of block, by its number; those that are known here take one byte. */
    int codec() {
        return bytes[1];
    }

    /** Whether it has the bytes of its block in place of a hash of them. */
    boolean isIdentity() {
        return bytes.length > 3 && bytes[1] >= 0 && bytes[2] == 0;
    }

    /** The bytes of the block, of an id that has them. */
    byte[] bytesWithin() {
        // Before them are version, codec, function and length, of which the last has a second byte from 128 on.
        return Arrays.copyOfRange(bytes, bytes[3] < 0 ? 5 : 4, bytes.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cid cid && Arrays.equals(bytes, cid.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As clients of IPFS write it: {@code bafy...}, {@code bafkrei...}. */
    @Override
    public String toString() {
        return BASE32 + new Base32().encodeToString(bytes).replace("=", "").toLowerCase(Locale.ROOT);
    }
}
