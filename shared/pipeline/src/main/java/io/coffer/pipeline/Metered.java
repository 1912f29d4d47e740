package io.coffer.pipeline;

import io.coffer.auth.Caller;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.UsageMeter;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Request;
import io.coffer.protocol.S3Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What of one request is counted, and for whom: the bucket's owner, whoever asked; where it is about no bucket that is there, the caller.
 * Requests count from their signature on, refused ones too, but not those we failed to answer (5xx). The bytes of bodies alone count: what
 * was read of the request's, framing included; what the answer's has, whether its client takes all of it or not.
 */
final class Metered {

    private final S3Request request;
    private final CountedBody body;
    private S3Operation operation;
    private String accountId;

    Metered(S3Request request) {
        this.body = new CountedBody(request.body());
        this.request = new S3Request(request.method(), request.rawPath(), request.rawQuery(), request.headers(), request.query(), body,
                request.secure(), request.remoteAddress());
    }

    /** The request, whose body is counted while it is read. */
    S3Request request() {
        return request;
    }

    void authenticated(S3Operation asked, Caller caller) {
        operation = asked;
        accountId = caller instanceof Caller.Account account ? account.accountId() : null;
    }

    void about(Bucket bucket) {
        accountId = bucket.accountId();
    }

    /** @param longest the most bytes of a body that are sent; an answer with more is not sent at all */
    void answered(S3Response response, long longest, UsageMeter meter) {
        if (accountId == null || response.status() >= 500) {
            return;
        }
        long length = request.method().equals("HEAD") ? 0 : response.body().length();
        meter.request(accountId, operation.awsName(), body.count, length <= longest ? length : 0);
    }

    private static final class CountedBody extends FilterInputStream {

        private long count;

        CountedBody(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long wanted) throws IOException {
            long skipped = super.skip(wanted);
            count += skipped;
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
