package io.coffer.standalone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A piece as it is read, whose end comes only if it is the one that was stored. */
final class Sha256Stream extends DigestInputStream {

    private final Piece piece;
    private long read;
    private boolean proved;

    Sha256Stream(InputStream bytes, Piece piece) {
        super(bytes, sha256());
        this.piece = piece;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        read += Math.max(0, count);
        if (count < 0 && !proved) {
            proved = true;
            String found = HexFormat.of().formatHex(digest.digest());
            if (read != piece.length() || !found.equals(piece.sha256())) {
                throw new IOException(piece.name() + " is not what was backed up: it has " + read + " bytes and the SHA-256 " + found
                        + ", instead of " + piece.length() + " and " + piece.sha256());
            }
        }
        return count;
    }
}
