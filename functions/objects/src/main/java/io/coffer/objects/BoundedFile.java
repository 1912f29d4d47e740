package io.coffer.objects;

import io.coffer.auth.ContentLengthRange;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A form's file, held to the lengths its policy allows while it is read. */
final class BoundedFile extends FilterInputStream {

    private final ContentLengthRange lengths;
    private long count;

    BoundedFile(InputStream file, ContentLengthRange lengths) {
        super(file);
        this.lengths = lengths;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws S3Exception EntityTooLarge with the first byte too many, EntityTooSmall at the end */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count += Math.max(read, 0);
        if (count > lengths.max()) {
            throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE).with("ProposedSize", count).with("MaxSizeAllowed", lengths.max());
        }
        if (read < 0 && length > 0 && count < lengths.min()) {
            throw new S3Exception(S3ErrorCode.ENTITY_TOO_SMALL).with("ProposedSize", count).with("MinSizeAllowed", lengths.min());
        }
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        return wanted <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(wanted, 8 * 1024)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
