package io.coffer.pipeline;

import io.coffer.auth.AuthenticatedRequest;
import io.coffer.protocol.RoutedRequest;
import io.coffer.protocol.errors.S3Exception;

/** The longest body that what carries the answers lets through, and what is answered in place of a longer one. */
public interface ResponseLimit {

    /** For servers that stream. */
    ResponseLimit NONE = new ResponseLimit() {

        @Override
        public long bytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public S3Exception insteadOf(RoutedRequest routed, AuthenticatedRequest authenticated, long length) {
            throw new IllegalStateException("no answer is too long");
        }
    };

    /** The most bytes of a body. */
    long bytes();

    /** @param length of the body that is too long, in bytes */
    S3Exception insteadOf(RoutedRequest routed, AuthenticatedRequest authenticated, long length);
}
