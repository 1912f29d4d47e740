package io.coffer.contentid;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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
    /** As Bitcoin writes it. */
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    /** The longest has a digest of 64 bytes. */
    private static final int MAX_LENGTH = 200;
    /** The SHA-256 of a block of DAG-PB in base58. */
    private static final Pattern VERSION_0 = Pattern.compile("Qm[1-9A-HJ-NP-Za-km-z]{44}");

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

    /**
     * The one way that a content id is written here, of the ways that it may be written elsewhere: {@code Qm...}, which is version 0 in
     * base58, and version 1 in base58 or base32 of either case. Empty for what is none of them.
     */
    public static Optional<String> canonical(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            if (VERSION_0.matcher(text).matches()) {
                return Optional.of(read(base58(text)));
            }
            return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
                case 'z' -> Optional.of(read(base58(text.substring(1))));
                // The decoder passes over what is no digit.
                case BASE32, 'B' -> Optional.of(read(new Base32().decode(text.substring(1).toUpperCase(Locale.ROOT))))
                        .filter(text.toLowerCase(Locale.ROOT)::equals);
                default -> Optional.empty();
            };
        } catch (InvalidArchiveException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A content id begins with no zero, which base58 would write apart. */
    private static byte[] base58(String text) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int number = BASE58.indexOf(text.charAt(i));
            if (number < 0) {
                throw new IllegalArgumentException("No digit of base58: " + text.charAt(i));
            }
            value = value.multiply(BigInteger.valueOf(BASE58.length())).add(BigInteger.valueOf(number));
        }
        return value.toByteArray();
    }

    private static String read(byte[] bytes) {
        CidReader reader = new CidReader();
        int at = 0;
        while (at < bytes.length && !reader.add(bytes[at])) {
            at++;
        }
        if (at != bytes.length - 1) {
            throw new IllegalArgumentException("A content id ends before or behind its bytes.");
        }
        return reader.cid().toString();
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
        return bytes.length > 2 && bytes[1] >= 0 && bytes[2] == 0;
    }

    /** The bytes of the block, of an id that has them. */
    byte[] bytesWithin() {
        CidReader reader = new CidReader();
        for (byte one : bytes) {
            reader.add(one);
        }
        return reader.digest();
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
