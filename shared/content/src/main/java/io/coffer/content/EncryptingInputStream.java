package io.coffer.content;

import io.coffer.protocol.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Plaintext read through it comes out as it is stored, segment by segment. */
final class EncryptingInputStream extends BulkInputStream {

    private final InputStream plaintext;
    private final SegmentCipher cipher;
    /** A segment and one byte of the next, which tells that there is a next. */
    private final byte[] plain = new byte[Segments.PLAIN + 1];
    private final byte[] stored = new byte[Segments.STORED];
    private boolean carried;
    private long number;
    private boolean ended;
    private int position;
    private int limit;

    EncryptingInputStream(InputStream plaintext, SegmentCipher cipher) {
        this.plaintext = plaintext;
        this.cipher = cipher;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == limit) {
            if (ended) {
                return -1;
            }
            sealNext();
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(stored, position, bytes, offset, count);
        position += count;
        return count;
    }

    private void sealNext() throws IOException {
        int have = carried ? 1 : 0;
        have += plaintext.readNBytes(plain, have, plain.length - have);
        ended = have < plain.length;
        int length = ended ? have : Segments.PLAIN;
        cipher.seal(number++, ended, plain, 0, length, stored, 0);
        position = 0;
        limit = length + Segments.TAG;
        carried = !ended;
        plain[0] = plain[plain.length - 1];
    }

    @Override
    public void close() throws IOException {
        plaintext.close();
    }
}
