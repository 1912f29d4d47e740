package io.coffer.content;

import io.coffer.contentid.ContentDigest;
import io.coffer.contentid.InvalidArchiveException;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes something of bytes while they are read for another reason; or nothing, and then reading them costs what it costs without it.
 */
public final class Tap<T> {

    private final @Nullable ContentDigest<T> digest;
    private @Nullable T result;

    private Tap(@Nullable ContentDigest<T> digest) {
        this.digest = digest;
    }

    public static <T> Tap<T> of(ContentDigest<T> digest) {
        return new Tap<>(digest);
    }

    public static <T> Tap<T> none() {
        return new Tap<>(null);
    }

    /**
     * The same bytes, to be read once and to their end.
     *
     * <p>Reading throws S3Exception InvalidRequest for bytes that are not what the digest takes.
     */
    public InputStream through(InputStream bytes) {
        return digest == null ? bytes : new Watched(bytes, digest);
    }

    /** What was computed; empty for nothing, and before the end of the bytes. */
    public Optional<T> result() {
        return Optional.ofNullable(result);
    }

    private static <T> T accepted(Supplier<T> step) {
        try {
            return step.get();
        } catch (InvalidArchiveException e) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, e.getMessage());
        }
    }

    private final class Watched extends FilterInputStream {

        private static final int SKIP_BUFFER = 8 * 1024;

        private final ContentDigest<T> digest;

        Watched(InputStream in, ContentDigest<T> digest) {
            super(in);
            this.digest = digest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                return accepted(() -> {
                    digest.update(bytes, offset, read);
                    return read;
                });
            }
            if (read < 0 && result == null) {
                result = accepted(digest::finish);
            }
            return read;
        }

        /** Skipped bytes are read, so that the digest sees them. */
        @Override
        public long skip(long wanted) throws IOException {
            return wanted <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(wanted, SKIP_BUFFER)]));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
