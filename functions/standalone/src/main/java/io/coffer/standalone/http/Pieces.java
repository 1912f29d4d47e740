package io.coffer.standalone.http;

import io.coffer.protocol.ResponseBody.Slice;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The bytes of slices, piece by piece, no more than one slice open at a time. */
final class Pieces implements AutoCloseable {

    private final Iterator<Slice> remaining;
    private final int size;
    private @Nullable Slice slice;
    private @Nullable InputStream bytes;
    private long left;

    /**
     * @param first null for none
     * @param size the most bytes of a piece
     */
    Pieces(@Nullable Slice first, Iterator<Slice> remaining, int size) {
        this.slice = first;
        this.remaining = remaining;
        this.size = size;
    }

    /** The most bytes of a piece. */
    int size() {
        return size;
    }

    boolean areMore() {
        return left > 0 || slice != null || remaining.hasNext();
    }

    /** The next piece; null at the end. */
    byte @Nullable [] next() throws IOException {
        InputStream reading = bytes;
        while (reading == null || left == 0) {
            close();
            if (!areMore()) {
                return null;
            }
            Slice opened = slice == null ? remaining.next() : slice;
            slice = null;
            reading = open(opened);
            bytes = reading;
            left = opened.length();
        }
        byte[] piece = new byte[(int) Math.min(left, size)];
        if (reading.readNBytes(piece, 0, piece.length) < piece.length) {
            throw new EOFException("a blob is shorter than its record says");
        }
        left -= piece.length;
        return piece;
    }

    @Override
    public void close() throws IOException {
        if (bytes != null) {
            bytes.close();
            bytes = null;
        }
    }

    private static InputStream open(Slice slice) throws IOException {
        if (slice instanceof Slice.InFile file) {
            InputStream bytes = Files.newInputStream(file.file());
            bytes.skipNBytes(file.offset());
            return bytes;
        }
        return ((Slice.InStream) slice).source().open();
    }
}
