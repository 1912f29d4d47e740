package io.coffer.auth;

import io.coffer.protocol.errors.S3Exception;
import org.jspecify.annotations.Nullable;

/** Checks the signatures inside an aws-chunked body. */
interface ChunkVerifier {

    /** For bodies whose chunks are not signed. */
    ChunkVerifier NONE = new ChunkVerifier() {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            // Nothing of the bytes is signed.
        }

        @Override
        public void requireChunk(@Nullable String signature) {
            // A signature in an unsigned body says nothing.
        }

        @Override
        public boolean expectsTrailerSignature() {
            return false;
        }

        @Override
        public void requireTrailer(byte[] trailers, @Nullable String signature) {
            // As for chunks.
        }
    };

    /** Takes bytes of the current chunk. */
    void update(byte[] bytes, int offset, int length);

    /**
     * Ends the current chunk.
     *
     * @param signature in hex; null if the chunk has none
     * @throws S3Exception SignatureDoesNotMatch
     */
    void requireChunk(@Nullable String signature);

    /** Whether trailers, if there are any, are signed. */
    boolean expectsTrailerSignature();

    /**
     * @param trailers a line {@code name:value\n} for each
     * @param signature in hex; null if there is none
     * @throws S3Exception SignatureDoesNotMatch
     */
    void requireTrailer(byte[] trailers, @Nullable String signature);
}
