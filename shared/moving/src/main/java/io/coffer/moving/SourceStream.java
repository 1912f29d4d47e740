package io.coffer.moving;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of a GetObject as the body of a request. They are read again if that request is sent again. */
final class SourceStream implements ContentStreamProvider, AutoCloseable {

    private final S3Client source;
    private final GetObjectRequest request;
    private final Tally tally;
    private final MessageDigest md5 = Digests.md5();
    private ResponseInputStream<GetObjectResponse> open;
    private boolean isUsed;

    private SourceStream(S3Client source, GetObjectRequest request, Tally tally) {
        this.source = source;
        this.request = request;
        this.tally = tally;
        this.open = source.getObject(request);
    }

    static SourceStream open(S3Client source, GetObjectRequest request, Tally tally) {
        return new SourceStream(source, request, tally);
    }

    GetObjectResponse response() {
        return open.response();
    }

    @Override
    public InputStream newStream() {
        if (isUsed) {
            open.abort();
            open = source.getObject(request);
        }
        isUsed = true;
        md5.reset();
        return new Counted(open);
    }

    /** Of what was read since the last {@link #newStream()}. */
    byte[] md5() {
        return md5.digest();
    }

    String md5InHex() {
        return HexFormat.of().formatHex(md5());
    }

    /** Does not read the rest, as closing the response alone would. */
    @Override
    public void close() {
        open.abort();
    }

    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                md5.update(buffer, offset, count);
                tally.addBytes(count);
            }
            return count;
        }

        @Override
        public long skip(long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
