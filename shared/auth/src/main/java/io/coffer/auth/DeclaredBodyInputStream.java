package io.coffer.auth;

import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A body as it is, held to its Content-Length and to its signed SHA-256. Both are checked with the last byte, before it is handed out.
 */
final class DeclaredBodyInputStream extends FilterInputStream {

    private final long declaredLength;
    private final @Nullable String declaredSha256;
    private final @Nullable MessageDigest digest;
    private long count;
    private boolean verified;
    private @Nullable S3Exception refusal;

    /**
     * @param declaredLength -1 where it is not known
     * @param declaredSha256 in hex; null if the body is not signed
     */
    DeclaredBodyInputStream(InputStream in, long declaredLength, @Nullable String declaredSha256) {
        super(in);
        this.declaredLength = declaredLength;
        this.declaredSha256 = declaredSha256;
        this.digest = declaredSha256 == null ? null : Sha256.newDigest();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws S3Exception IncompleteBody, XAmzContentSHA256Mismatch */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (refusal != null) {
            throw refusal;
        }
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            count += read;
            if (digest != null) {
                digest.update(bytes, offset, read);
            }
        }
        if (!verified && (read < 0 || count == declaredLength)) {
            verify();
        }
        return read;
    }

    private void verify() {
        if (declaredLength >= 0 && count != declaredLength) {
            refusal = new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
            throw refusal;
        }
        if (digest != null && declaredSha256 != null) {
            String computed = Sha256.hex(digest.digest());
            if (!computed.equals(declaredSha256.toLowerCase(Locale.ROOT))) {
                refusal = new S3Exception(S3ErrorCode.CONTENT_SHA256_MISMATCH)
                        .with("ClientComputedContentSHA256", declaredSha256)
                        .with("S3ComputedContentSHA256", computed);
                throw refusal;
            }
        }
        verified = true;
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
