package io.coffer.contentid;

/**
 * Bytes that are made here, and a run of stored bytes behind them. Either may be empty.
 *
 * @param before the bytes that are made
 * @param offset of the stored bytes
 * @param length of the stored bytes
 */
public record Piece(byte[] before, long offset, long length) {

    static Piece stored(long offset, long length) {
        return new Piece(new byte[0], offset, length);
    }

    static Piece made(byte[] bytes) {
        return new Piece(bytes, 0, 0);
    }

    /** How many bytes it has in all. */
    public long size() {
        return before.length + length;
    }

    /** A part of it. */
    public Piece part(long from, long count) {
        int first = (int) Math.min(before.length, from);
        int end = (int) Math.min(before.length, from + count);
        byte[] made = new byte[end - first];
        System.arraycopy(before, first, made, 0, made.length);
        return new Piece(made, offset + Math.max(0, from - before.length), count - made.length);
    }
}
