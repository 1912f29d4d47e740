package io.coffer.contentid;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Pieces as one stream. Stored bytes that follow each other, or nearly, are read from one stream: each that is opened may be a request of
 * its own.
 */
public final class Gathered extends InputStream {

    /** What is read over rather than left out: less than a request costs. */
    private static final int GAP = 64 << 10;

    private final List<Piece> pieces;
    private final StoredBytes stored;
    private int next;
    private byte[] made = {};
    private int madeAt;
    private long rest;
    private InputStream run = InputStream.nullInputStream();
    private long runAt;
    private long runEnd;

    public Gathered(List<Piece> pieces, StoredBytes stored) {
        this.pieces = pieces;
        this.stored = stored;
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
            if (madeAt < made.length) {
                int count = Math.min(length, made.length - madeAt);
                System.arraycopy(made, madeAt, bytes, offset, count);
                madeAt += count;
                return count;
            }
            if (rest > 0) {
                return readStored(bytes, offset, length);
            }
            if (next == pieces.size()) {
                return -1;
            }
            begin(pieces.get(next++));
        }
    }

    private int readStored(byte[] bytes, int offset, int length) throws IOException {
        int read = run.read(bytes, offset, (int) Math.min(rest, length));
        if (read < 0) {
            throw new EOFException();
        }
        runAt += read;
        rest -= read;
        return read;
    }

    private void begin(Piece piece) throws IOException {
        made = piece.before();
        madeAt = 0;
        rest = piece.length();
        if (rest > 0) {
            if (piece.offset() < runAt || piece.offset() + rest > runEnd) {
                openRun(piece);
            }
            run.skipNBytes(piece.offset() - runAt);
            runAt = piece.offset();
        }
    }

    /** Opens what the piece and those behind it have, as far as they ascend without a large gap. */
    private void openRun(Piece first) throws IOException {
        run.close();
        runAt = first.offset();
        runEnd = first.offset() + first.length();
        for (int i = next; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.length() > 0) {
                if (piece.offset() < runEnd || piece.offset() - runEnd > GAP) {
                    break;
                }
                runEnd = piece.offset() + piece.length();
            }
        }
        run = stored.open(runAt, runEnd - runAt);
    }

    @Override
    public void close() throws IOException {
        run.close();
    }
}
