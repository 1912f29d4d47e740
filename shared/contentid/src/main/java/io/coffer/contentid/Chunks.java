package io.coffer.contentid;

import java.security.MessageDigest;

/** Cuts bytes into chunks of one size and hashes each; an empty file has one chunk, of no bytes. */
final class Chunks {

    /** What becomes of a chunk. */
    interface Sink {
        void add(byte[] sha256, long size);
    }

    private final int size;
    private final Sink sink;
    private final MessageDigest sha256 = Sha256.digest();
    private int filled;
    private boolean any;

    Chunks(int size, Sink sink) {
        this.size = size;
        this.sink = sink;
    }

    void update(byte[] bytes, int offset, int length) {
        int from = offset;
        int rest = length;
        while (rest > 0) {
            int taken = Math.min(rest, size - filled);
            sha256.update(bytes, from, taken);
            filled += taken;
            from += taken;
            rest -= taken;
            if (filled == size) {
                end();
            }
        }
    }

    private void end() {
        sink.add(sha256.digest(), filled);
        filled = 0;
        any = true;
    }

    /** Ends the last chunk. */
    void finish() {
        if (filled > 0 || !any) {
            end();
        }
    }

    /** Ends the last chunk, if it was begun. */
    void finishBegun() {
        if (filled > 0) {
            end();
        }
    }
}
